'use client';

import { useState } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';

import { Button } from '../_ui/form/button';
import { FieldError } from '../_ui/form/field';
import { SelectField } from '../_ui/form/text-field';
import { DivisionField, PlaceFields, type FieldsProps } from './fields';
import type { useDivisions } from './use-divisions';

type Position = Pick<ReportAnswers, 'lng' | 'lat'>;

/** Six decimals are 10 cm: more would only pretend. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** City, district, street, address, number on the object, and the device's position: the last only when asked for. */
export function PlaceStep({
  fields,
  places,
  answers,
  positionError,
  setDivision,
  setPosition,
}: {
  fields: FieldsProps;
  places: ReturnType<typeof useDivisions>;
  answers: ReportAnswers;
  positionError: string | undefined;
  setDivision: (code: string) => void;
  setPosition: (position: Position) => void;
}) {
  const { t } = fields;
  const known = answers.divisionCode ? `${answers.divisionCode.slice(0, 4)}00` : '';
  const [chosen, setChosen] = useState('');
  const prefecture = chosen || known;
  const [locating, setLocating] = useState<'no' | 'busy' | 'failed'>('no');
  const [accuracy, setAccuracy] = useState(0);

  function choosePrefecture(code: string) {
    setChosen(code);
    setDivision('');
  }

  function locate() {
    setLocating('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocating('no');
        setAccuracy(Math.round(coords.accuracy));
        setPosition({ lng: rounded(coords.longitude), lat: rounded(coords.latitude) });
      },
      () => setLocating('failed'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  }

  return (
    <>
      {places.failed ? (
        <p role="alert" className="text-danger mb-6 font-bold">
          {t('report.place.listFailed')}{' '}
          <Button type="button" look="second" onClick={places.again}>
            {t('form.again')}
          </Button>
        </p>
      ) : null}
      <SelectField
        id="prefecture"
        label={t('report.place.prefecture')}
        value={prefecture}
        onChange={(event) => choosePrefecture(event.target.value)}
      >
        <option value="">{places.prefectures.length > 0 ? t('form.choose') : t('form.loading')}</option>
        {places.prefectures.map((option) => (
          <option key={option.code} value={option.code}>
            {option.text}
          </option>
        ))}
      </SelectField>
      <DivisionField {...fields} groups={[{ text: '', options: places.countiesOf(prefecture) }]} />
      <p className="mb-4">{t('report.place.eitherScript')}</p>
      <PlaceFields {...fields} streets={places.streets} />
      <div className="mb-6">
        {positionError ? <FieldError id="lng">{positionError}</FieldError> : null}
        <Button type="button" look="second" id="lng" disabled={locating === 'busy'} onClick={locate}>
          {t('report.place.position')}
        </Button>
        <p role="status" className="mt-2">
          {locating === 'busy' ? t('report.place.positionBusy') : null}
          {locating === 'failed' ? t('report.place.positionFailed') : null}
          {locating === 'no' && answers.lng !== null
            ? t('report.place.positionGot', { metres: accuracy || '–' })
            : null}
        </p>
        {answers.lng !== null ? (
          <Button type="button" look="plain" onClick={() => setPosition({ lng: null, lat: null })}>
            {t('report.place.positionRemove')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
