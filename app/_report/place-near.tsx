'use client';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import { FieldError } from '../_ui/form/field';
import type { NearState } from './use-near';
import type { Place } from './use-place';

type Near = Extract<NearState, { kind: 'got' | 'coarse' }>['places'];

function Proposal({
  t,
  locale,
  places,
  chosen,
  choose,
}: {
  t: Translate;
  locale: Locale;
  places: Near;
  chosen: string;
  choose: (code: string) => void;
}) {
  const [first] = places.items;
  if (!first) return null;
  const known = places.items.some(({ division }) => division.code === chosen);
  const others = places.items.filter(({ division }) => division.code !== chosen).slice(0, 3);
  const name = `${first.prefecture.name[locale]} ${first.division.name[locale]}`;
  return (
    <>
      <p>
        {chosen === first.division.code
          ? t('report.place.nearChosen', { name })
          : t(known ? 'report.place.nearMaybe' : 'report.place.nearDiffers', { name })}
      </p>
      <ul aria-label={t('report.place.nearOthers')} className="mt-2 flex flex-wrap gap-2">
        {others.map(({ division }) => (
          <li key={division.code}>
            <Button type="button" look="second" onClick={() => choose(division.code)}>
              {t('report.place.nearChoose', { name: division.name[locale] })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The quick way: the position of the device, only when pressed, with what it says and what to do when it says nothing. */
export function PlaceNear({
  t,
  locale,
  answers,
  place,
  error,
}: {
  t: Translate;
  locale: Locale;
  answers: ReportAnswers;
  place: Place;
  error: string | undefined;
}) {
  const { state, accuracy, locate } = place.near;
  const has = answers.lng !== null && answers.lat !== null;
  return (
    <div className="mb-4">
      {error ? <FieldError id="lng">{error}</FieldError> : null}
      <Button
        type="button"
        look="second"
        id="lng"
        aria-describedby={error ? 'lng-error' : undefined}
        aria-busy={state.kind === 'busy'}
        onClick={locate}
      >
        {t('report.place.position')}
      </Button>
      <div role="status" className="mt-2">
        {state.kind === 'idle' && !has ? t('report.place.positionHint') : null}
        {state.kind === 'busy' ? t('report.place.positionBusy') : null}
        {state.kind === 'denied' ? t('report.place.positionDenied') : null}
        {state.kind === 'unavailable' ? t('report.place.positionUnavailable') : null}
        {state.kind === 'timeout' ? t('report.place.positionTimeout') : null}
        {state.kind === 'failed' ? t('report.place.nearFailed') : null}
        {state.kind === 'refused' ? state.text : null}
        {state.kind === 'coarse'
          ? t('report.place.positionCoarse', { km: Math.round((accuracy ?? 0) / 1000) })
          : null}
        {has && state.kind !== 'busy' ? (
          <p>
            {t('report.place.positionGot', {
              value: t('report.place.positionValue', {
                lng: answers.lng?.toFixed(5) ?? '',
                lat: answers.lat?.toFixed(5) ?? '',
              }),
            })}
            {state.kind === 'got' && accuracy !== null
              ? t('report.place.positionAccuracy', { metres: accuracy })
              : null}
          </p>
        ) : null}
        {state.kind === 'got' || state.kind === 'coarse' ? (
          <Proposal
            t={t}
            locale={locale}
            places={state.places}
            chosen={answers.divisionCode}
            choose={place.setDivision}
          />
        ) : null}
      </div>
      {has ? (
        <Button type="button" look="plain" onClick={place.dropPosition}>
          {t('report.place.positionRemove')}
        </Button>
      ) : null}
    </div>
  );
}
