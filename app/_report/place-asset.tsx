'use client';

import type { KeyboardEvent } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import { isElsewhere } from '@/lib/intake/fill-from-component';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { ComponentView } from '@/lib/tickets/components/component-schema';

import { Button } from '../_ui/form/button';
import { AssetField, type FieldsProps } from './fields';
import { componentText } from './place-names';
import type { Place } from './use-place';

function Found({
  t,
  locale,
  component,
  answers,
  place,
}: {
  t: FieldsProps['t'];
  locale: Locale;
  component: ComponentView;
  answers: ReportAnswers;
  place: Place;
}) {
  const { division, category } = component;
  const name = division.name[locale];
  return (
    <>
      <p>{t('report.place.assetFound', { text: componentText(component, locale) })}</p>
      {isElsewhere(answers, component) ? (
        <p className="mt-2 font-bold">
          {t('report.place.assetElsewhere', { name })}{' '}
          <Button
            type="button"
            look="second"
            onClick={() => place.setDivision(division.code, component.street?.code)}
          >
            {t('report.place.nearChoose', { name })}
          </Button>
        </p>
      ) : null}
      {answers.categoryCode === '' ? (
        <Button
          type="button"
          look="second"
          className="mt-2"
          onClick={() => place.chooseCategory(category.code)}
        >
          {t('report.place.assetCategory', { name: category.name[locale] })}
        </Button>
      ) : null}
      {answers.categoryCode === category.code ? (
        <p className="mt-2">{t('report.place.assetCategoryChosen', { name: category.name[locale] })}</p>
      ) : null}
    </>
  );
}

/** The number on an object, looked up when the field is left, on Enter, or on the button. */
export function PlaceAsset({
  fields,
  locale,
  answers,
  place,
}: {
  fields: FieldsProps;
  locale: Locale;
  answers: ReportAnswers;
  place: Place;
}) {
  const { t } = fields;
  const { state, isNew } = place.component;
  const typed = answers.assetCode;
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter in a form sends it on; here it looks up first, unless that is done.
    if (event.key !== 'Enter' || !isNew(typed)) return;
    event.preventDefault();
    void place.fillByNumber(typed);
  };
  return (
    <div className="mb-4">
      <AssetField {...fields} onLeave={() => void place.fillByNumber(typed)} onKeyDown={onKeyDown} />
      <Button
        type="button"
        look="second"
        className="-mt-3"
        onClick={() => void place.fillByNumber(typed, true)}
      >
        {t('report.place.assetLookUp')}
      </Button>
      <div role="status" className="mt-2 min-h-[1.65em]">
        {state.kind === 'busy' ? t('report.place.assetBusy') : null}
        {state.kind === 'unknown' || state.kind === 'failed' ? state.text : null}
        {state.kind === 'found' && !isNew(typed) ? (
          <Found t={t} locale={locale} component={state.component} answers={answers} place={place} />
        ) : null}
      </div>
    </div>
  );
}
