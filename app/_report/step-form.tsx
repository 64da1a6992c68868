import type { PageContext } from '@/app/_page/context';
import { draftSteps, MAX_PHOTOS, type DraftStep, type ReportAnswers } from '@/lib/intake/draft-answers';
import { LIMITS } from '@/lib/intake/limits';
import type { ComponentView } from '@/lib/tickets/components/component-schema';
import type { Reference } from '@/lib/tickets/reference';
import { categoryWithQuestions } from '@/lib/tickets/reference-views';

import { Button, ButtonLink } from '../_ui/form/button';
import { CategoryStep, type CategoryPick } from './category-step';
import {
  AssetField,
  ContactFields,
  DivisionField,
  PlaceFields,
  WhatFields,
  type FieldName,
  type FieldsProps,
} from './fields';
import { DraftPhotos } from './draft-photos';
import { NearDraft } from './near-draft';
import { divisionGroups, fullPlaceName, streetOptions } from './place-names';
import { QuestionFields } from './question-fields';
import { ReviewList } from './review-list';

export interface StepFormProps {
  context: PageContext;
  id: string;
  step: DraftStep;
  answers: ReportAnswers;
  reference: Reference;
  errorOf: (field: string) => string | undefined;
  pick: CategoryPick;
  /** What the number on the object belongs to, at the review. */
  component: ComponentView | null;
  /** The person came from the review and goes back there. */
  fromReview: boolean;
}

function valueOf(answers: ReportAnswers, name: FieldName): string | boolean {
  switch (name) {
    case 'reporter.name':
      return answers.reporter.name;
    case 'reporter.phone':
      return answers.reporter.phone;
    case 'reporter.email':
      return answers.reporter.email;
    default:
      return answers[name];
  }
}

function Fields({ context: { t, locale }, step, answers, reference, errorOf }: StepFormProps) {
  if (step === 'questions')
    return (
      <QuestionFields
        t={t}
        locale={locale}
        questions={categoryWithQuestions(reference, answers.categoryCode)?.questions ?? []}
        answers={answers.attributes}
        errorOf={errorOf}
      />
    );
  const fields: FieldsProps = {
    t,
    errorOf,
    bind: (name) => {
      const value = valueOf(answers, name);
      return typeof value === 'boolean' ? { name, defaultChecked: value } : { name, defaultValue: value };
    },
  };
  if (step === 'what')
    return <WhatFields {...fields} counter={t('report.what.most', { max: LIMITS.description })} />;
  if (step === 'where') return <DivisionField {...fields} groups={divisionGroups(reference, locale)} />;
  if (step === 'contact') return <ContactFields {...fields} />;
  return (
    <>
      <p className="mb-4">{t('report.place.either')}</p>
      <PlaceFields {...fields} streets={streetOptions(reference, answers.divisionCode, locale)} />
      <AssetField {...fields} />
    </>
  );
}

function Review({ context, id, answers, reference, component }: StepFormProps) {
  const { t, link, locale } = context;
  const codes = [answers.divisionCode.slice(0, 4).padEnd(6, '0'), answers.divisionCode, answers.streetCode];
  return (
    <>
      <p className="mb-4">{t('report.review.lead')}</p>
      <NearDraft context={context} id={id} answers={answers} />
      <ReviewList
        t={t}
        locale={locale}
        answers={answers}
        component={component}
        category={categoryWithQuestions(reference, answers.categoryCode) ?? null}
        placeName={fullPlaceName(reference, [...new Set(codes)], locale)}
        change={(target, what) => (
          <a
            href={link(`/report/${id}/${target === 'place' ? 'where' : target}?from=review`)}
            aria-label={t('form.changeWhat', { what })}
            className="min-h-target inline-flex items-center"
          >
            {t('form.change')}
          </a>
        )}
      />
      <form action={link('/report/send')} method="post">
        <input type="hidden" name="draft" value={id} />
        <Button>{t('report.review.send')}</Button>
      </form>
    </>
  );
}

/** The form of one step, posting to a route that keeps its address from one version of the site to the next. */
export function StepForm(props: StepFormProps) {
  const { context, id, step, answers, reference, fromReview, pick } = props;
  const { t, link, locale } = context;
  if (step === 'review') return <Review {...props} />;
  const asked = categoryWithQuestions(reference, answers.categoryCode)?.questions ?? [];
  const steps = draftSteps(asked.length > 0 || step === 'questions');
  const previous = steps[steps.indexOf(step) - 1];
  // The street list hangs on the district, so a changed district asks for the place again before the review.
  const to = fromReview && step !== 'where' ? 'review' : '';
  if (step === 'category')
    return (
      <CategoryStep
        context={context}
        id={id}
        answers={answers}
        reference={reference}
        pick={pick}
        to={to}
        previous={link(`/report/${id}/what`)}
      />
    );
  const back = previous ? (
    <ButtonLink look="second" href={link(`/report/${id}/${previous}`)}>
      {t('form.back')}
    </ButtonLink>
  ) : null;
  if (step === 'photos')
    return (
      <DraftPhotos
        t={t}
        uploadAction={`/report-photos/${id}?locale=${locale}`}
        saveAction={link('/report/save')}
        id={id}
        to={to}
        attachments={answers.attachments}
        most={MAX_PHOTOS}
        back={back}
      />
    );
  return (
    <form action={link('/report/save')} method="post" noValidate>
      <input type="hidden" name="draft" value={id} />
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="to" value={to} />
      <Fields {...props} />
      <p className="flex flex-wrap gap-3">
        <Button>{t('form.next')}</Button>
        {back}
      </p>
    </form>
  );
}
