import { notFound, redirect } from 'next/navigation';

import { pageContext, type PageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { EmergencyNotice } from '@/app/_report/emergency-notice';
import { fieldId } from '@/app/_report/fields';
import { openDraft } from '@/app/_report/open-draft';
import { StepForm } from '@/app/_report/step-form';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { StepIndicator } from '@/app/_ui/layout/step-indicator';
import { draftSteps, isDraftStep, type DraftStep, type ReportAnswers } from '@/lib/intake/draft-answers';
import { answerErrors, stepErrors } from '@/lib/intake/draft-errors';
import { findDanger } from '@/lib/intake/suggest/danger-words';
import { ERROR_CATALOGUE, type ErrorCode } from '@/lib/platform/error-catalogue';
import { DomainError } from '@/lib/platform/errors';
import { findComponent } from '@/lib/tickets/components/find-component';
import { questionsOf } from '@/lib/tickets/category-questions';
import { reference, type Reference } from '@/lib/tickets/reference';

export const generateMetadata = pageMetadata('report.title', { hidden: true });

interface Props {
  params: Promise<{ locale: string; draft: string; step: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface StepFault {
  field?: string;
  text: string;
}

/** The faults a step shows: its own fields' after a try to go on, and what a refused request named. */
function faultsOf(
  { t, locale }: PageContext,
  step: DraftStep,
  answers: ReportAnswers,
  facts: Reference,
  query: { check?: unknown; problem?: unknown; own?: unknown; major?: unknown },
): StepFault[] {
  const language = locale === 'en' ? 'en' : 'zh';
  const questions = questionsOf(facts.questions, answers.categoryCode);
  const wrong = query.check === '1' ? stepErrors(answerErrors(answers, new Date(), questions), step) : [];
  const faults: StepFault[] = wrong.map(({ field, message }) => ({ field, text: message[language] }));
  const unchosen = query.check === '1' || (query.own === 'again' && query.major === undefined);
  if (step === 'category' && unchosen && faults.length === 0)
    faults.push({ field: 'categoryCode', text: t('report.category.missing') });
  const { problem } = query;
  if (typeof problem === 'string' && Object.hasOwn(ERROR_CATALOGUE, problem))
    faults.push({ text: new DomainError(problem as ErrorCode, { params: { max: 6 } }).text(language) });
  return faults;
}

/** One step of a report without script. Every way in shows what was kept; a sent draft always shows its receipt. */
export default async function DraftStepPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link } = context;
  const { draft: id, step } = await params;
  if (!isDraftStep(step)) notFound();
  const draft = await openDraft(id, link);
  if (draft.receipt) redirect(link(`/report/${id}/done`));
  if (draft.sending && step !== 'review') redirect(link(`/report/${id}/review`));

  const query = await searchParams;
  const { answers } = draft;
  const facts = await reference();
  const faults = faultsOf(context, step, answers, facts, query);
  const danger = findDanger(answers.description);
  const asked = questionsOf(facts.questions, answers.categoryCode).length > 0;
  const steps = draftSteps(asked || step === 'questions');
  const place = steps.indexOf(step) + 1;
  const errorOf = (field: string) => faults.find((fault) => fault.field === field)?.text;
  const name = t(`report.steps.${step}`);
  return (
    <Page narrow>
      <PageTitle>{t('report.title')}</PageTitle>
      {danger ? <EmergencyNotice t={t} services={danger.services} /> : null}
      <StepIndicator
        current={place}
        total={steps.length}
        text={t('report.step', { current: place, total: steps.length, name })}
      />
      <ErrorSummary
        title={t('form.errors')}
        errors={faults.map(({ field, text }) => ({ field: field && fieldId(field), text }))}
      />
      <h2 className="mb-4 text-xl">{name}</h2>
      <StepForm
        context={context}
        id={id}
        step={step}
        answers={answers}
        reference={facts}
        errorOf={errorOf}
        pick={{
          own: query.own !== undefined,
          major: typeof query.major === 'string' ? query.major : '',
          fault: errorOf('categoryCode'),
        }}
        component={step === 'review' ? await findComponent(answers.assetCode) : null}
        fromReview={query.from === 'review'}
      />
    </Page>
  );
}
