'use client';

import { useEffect, useState } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';

import { Button } from '../_ui/form/button';
import { SelectField } from '../_ui/form/text-field';
import { DivisionField, PlaceFields, type FieldsProps } from './fields';
import { PlaceAsset } from './place-asset';
import type { MapChoice } from './place-map-button';
import { PlaceNear } from './place-near';
import type { Place } from './use-place';

/** Where: by position, map or the number on an object, which fill in the rest, or by city, district, street and address. */
export function PlaceStep({
  fields,
  locale,
  place,
  answers,
  map,
  positionError,
}: {
  fields: FieldsProps;
  locale: Locale;
  place: Place;
  answers: ReportAnswers;
  /** Null when no map is set up. */
  map: MapChoice | null;
  positionError: string | undefined;
}) {
  const { t } = fields;
  const { plan } = place;
  const known = answers.divisionCode ? `${answers.divisionCode.slice(0, 4)}00` : '';
  const [chosen, setChosen] = useState('');
  const prefecture = known || chosen;

  // A number from an earlier visit is shown again with what it belongs to.
  const { lookUp } = place.component;
  const [first] = useState(answers.assetCode);
  useEffect(() => void lookUp(first), [lookUp, first]);

  function choosePrefecture(code: string) {
    setChosen(code);
    if (code !== known) place.setDivision('');
  }

  return (
    <>
      {place.failed ? (
        <p role="alert" className="text-danger mb-6 font-bold">
          {t('report.place.listFailed')}{' '}
          <Button type="button" look="second" onClick={place.again}>
            {t('form.again')}
          </Button>
        </p>
      ) : null}
      <p className="mb-4">{t('report.place.eitherScript')}</p>
      <PlaceNear t={t} locale={locale} answers={answers} place={place} error={positionError} />
      {map && plan ? (
        <plan.MapOnDemand
          t={t}
          locale={locale}
          map={map}
          answers={answers}
          place={place}
          prefecture={prefecture}
        />
      ) : null}
      <PlaceAsset fields={fields} locale={locale} answers={answers} place={place} />
      <SelectField
        id="prefecture"
        label={t('report.place.prefecture')}
        value={prefecture}
        onChange={(event) => choosePrefecture(event.target.value)}
      >
        <option value="">{place.prefectures.length > 0 ? t('form.choose') : t('form.loading')}</option>
        {place.prefectures.map((option) => (
          <option key={option.code} value={option.code}>
            {option.text}
          </option>
        ))}
      </SelectField>
      <DivisionField {...fields} groups={[{ text: '', options: place.countiesOf(prefecture) }]} />
      {plan ? (
        <plan.PlaceTiles
          t={t}
          locale={locale}
          place={place}
          prefecture={prefecture}
          division={answers.divisionCode}
          choosePrefecture={choosePrefecture}
          chooseDivision={place.setDivision}
        />
      ) : null}
      <PlaceFields {...fields} streets={place.streets} />
    </>
  );
}
