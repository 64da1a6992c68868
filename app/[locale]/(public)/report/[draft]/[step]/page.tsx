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
import { DRAFT_STEPS, isDraftStep, type DraftStep, type ReportAnswers } from '@/lib/intake/draft-answers';
import { answerErrors, stepErrors } from '@/lib/intake/draft-errors';
import { findDanger } from '@/lib/intake/suggest/danger-words';
import { ERROR_CATALOGUE, type ErrorCode } from '@/lib/platform/error-catalogue';
import { DomainError } from '@/lib/platform/errors';
import { findComponent } from '@/lib/tickets/components/find-component';
import { reference } from '@/lib/tickets/reference';

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
  { locale }: PageContext,
  step: DraftStep,
  answers: ReportAnswers,
  query: { check?: unknown; problem?: unknown },
): StepFault[] {
  const language = locale === 'en' ? 'en' : 'zh';
  const wrong = query.check === '1' ? stepErrors(answerErrors(answers, new Date()), step) : [];
  const faults: StepFault[] = wrong.map(({ field, message }) => ({ field, text: message[language] }));
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
  const faults = faultsOf(context, step, answers, query);
  const danger = findDanger(answers.description);
  const place = DRAFT_STEPS.indexOf(step) + 1;
  const name = t(`report.steps.${step}`);
  return (
    <Page narrow>
      <PageTitle>{t('report.title')}</PageTitle>
      {danger ? <EmergencyNotice t={t} services={danger.services} /> : null}
      <StepIndicator
        current={place}
        total={DRAFT_STEPS.length}
        text={t('report.step', { current: place, total: DRAFT_STEPS.length, name })}
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
        reference={await reference()}
        errorOf={(field) => faults.find((fault) => fault.field === field)?.text}
        component={step === 'review' ? await findComponent(answers.assetCode) : null}
        fromReview={query.from === 'review'}
      />
    </Page>
  );
}
