'use client';

import { useDeferredValue, useMemo, type FormEvent } from 'react';

import { findDanger } from '@/lib/intake/suggest/danger-words';
import { dictionaryTranslator } from '@/lib/platform/i18n/client-translate';
import type { Locale } from '@/lib/platform/i18n/locales';

import { Button } from '../_ui/form/button';
import { ErrorSummary } from '../_ui/form/error-summary';
import { PageTitle } from '../_ui/layout/page';
import { StepIndicator } from '../_ui/layout/step-indicator';
import { clientSteps } from './client-steps';
import { EmergencyNotice } from './emergency-notice';
import { DraftElsewhere } from './draft-elsewhere';
import { ContactFields, fieldId, type FieldsProps } from './fields';
import { useDeviceParts } from './outbox/use-device-parts';
import type { MapChoice } from './place-map-button';
import { PlaceStep } from './place-step';
import { QuestionFields } from './question-fields';
import { ReviewStep } from './review-step';
import { ScriptReceipt } from './script-receipt';
import { useNearCases } from './use-near-cases';
import { usePlace } from './use-place';
import { useReport } from './use-report';
import { WhatStep } from './what-step';

/**
 * The report form. As the server renders it, it is the first step of the form without script; the script makes it all
 * steps on one page, keeps what is written in the browser and sends it to the public API.
 */
export function ReportForm({
  locale,
  texts,
  formVersion,
  saveAction,
  again,
  map,
}: {
  locale: Locale;
  texts: Record<string, string>;
  /** The version of the form, as `/api/v1/report-form` names it: a report written in an older one is looked at again. */
  formVersion: string;
  saveAction: string;
  /** Where another report starts. */
  again: string;
  /** The map to pick a place on, when one is set up. */
  map: MapChoice | null;
}) {
  const t = useMemo(() => dictionaryTranslator(texts), [texts]);
  const report = useReport(locale, t, formVersion);
  const { form, answers, category, step, go, photos, kept, errorOf, faults, heading, summary } = report;
  const parts = useDeviceParts();
  const place = usePlace(locale, t, form, answers);
  const near = useNearCases(answers, step);
  const danger = findDanger(useDeferredValue(answers.description));

  const notice = danger ? <EmergencyNotice t={t} services={danger.services} live /> : null;

  if (report.receipt) return <ScriptReceipt t={t} receipt={report.receipt} again={again} />;
  const outbox = parts ? (
    <parts.OutboxPanel
      t={t}
      locale={locale}
      use={report.outbox}
      onChange={(item) => void report.change(item)}
    />
  ) : null;
  if (report.queued && parts)
    return (
      <parts.QueuedView t={t} kept={report.outbox.kept} again={again} notice={notice}>
        {outbox}
      </parts.QueuedView>
    );
  if (kept.elsewhere) return <DraftElsewhere t={t} onTakeOver={kept.takeOver} />;

  const fields: FieldsProps = {
    t,
    errorOf,
    bind: (name) => {
      switch (name) {
        // Lists that arrive later need their value set again, and a new district drops the old one's street.
        case 'divisionCode':
          return {
            ...form.register(name, {
              onChange: () => {
                form.clearErrors(name);
                form.setValue('streetCode', '');
              },
            }),
            value: answers[name],
          };
        case 'streetCode':
          return { ...form.register(name), value: answers[name] };
        default:
          return form.register(name, { onChange: () => form.clearErrors(name) });
      }
    },
  };
  const name = t(`report.steps.${step}`);
  const steps = clientSteps(category.questions.length > 0 || step === 'questions');
  const current = steps.indexOf(step) + 1;

  function submit(event: FormEvent) {
    event.preventDefault();
    void (step === 'review' ? report.send() : report.next());
  }

  return (
    <form action={saveAction} method="post" noValidate onSubmit={submit}>
      <input type="hidden" name="step" value="what" />
      <PageTitle>{t('report.title')}</PageTitle>
      {step === 'what' ? outbox : null}
      {step === 'what' ? <p className="mb-4">{t('report.lead')}</p> : notice}
      <StepIndicator
        current={current}
        total={steps.length}
        text={t('report.step', { current, total: steps.length, name })}
      />
      <ErrorSummary
        ref={summary}
        title={t('form.errors')}
        errors={faults.map(({ field, text }) => ({
          field: field && fieldId(field === 'lat' ? 'lng' : field),
          text,
        }))}
      />
      <h2 ref={heading} tabIndex={-1} className="mb-4 text-xl">
        {name}
      </h2>
      {step === 'what' ? (
        <WhatStep
          t={t}
          locale={locale}
          fields={fields}
          kept={kept}
          description={answers.description}
          categoryCode={answers.categoryCode}
          category={category}
          categoryError={errorOf('categoryCode')}
          notice={notice}
        />
      ) : null}
      {step === 'questions' ? (
        <QuestionFields
          t={t}
          locale={locale}
          questions={category.questions}
          answers={answers.attributes}
          errorOf={errorOf}
          onAnswer={category.answer}
        />
      ) : null}
      {step === 'place' ? (
        <PlaceStep
          fields={fields}
          locale={locale}
          place={place}
          answers={answers}
          map={map}
          positionError={errorOf('lng') ?? errorOf('lat')}
        />
      ) : null}
      {step === 'photos' && !parts ? <p className="mb-6">{t('form.loading')}</p> : null}
      {step === 'photos' && parts ? (
        <parts.PhotoPicker
          t={t}
          use={photos}
          error={errorOf('attachments')}
          position={
            answers.lng === null || answers.lat === null ? null : { lng: answers.lng, lat: answers.lat }
          }
          setPosition={(position) => void place.near.at(position)}
        />
      ) : null}
      {step === 'contact' ? <ContactFields {...fields} /> : null}
      {step === 'review' ? (
        <ReviewStep
          t={t}
          locale={locale}
          answers={answers}
          category={category.detail}
          place={place}
          near={near}
          go={go}
        />
      ) : null}
      <p className="flex flex-wrap gap-3">
        <Button disabled={report.sending}>
          {step !== 'review'
            ? t('form.next')
            : report.sending
              ? t('report.review.sending')
              : t('report.review.send')}
        </Button>
        {step === 'what' ? null : (
          <Button type="button" look="second" onClick={() => report.back()}>
            {t('form.back')}
          </Button>
        )}
      </p>
    </form>
  );
}
