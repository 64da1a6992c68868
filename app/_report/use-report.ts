'use client';

import { toNestErrors } from '@hookform/resolvers';
import { useEffect, useMemo, useRef, useState } from 'react';
import { get, useForm, useWatch, type FieldPath, type Resolver } from 'react-hook-form';

import { blankAnswers, type ReportAnswers } from '@/lib/intake/draft-answers';
import { answerErrors } from '@/lib/intake/draft-errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { clientStepOf, fieldsOfStep, neighbour } from './client-steps';
import type { Problem } from './problem';
import type { ReceiptData } from './receipt';
import { bodyOf, sendReport } from './send-report';
import { loadCategory, questionsFor, useCategory } from './use-category';
import { useKeptDraft } from './use-kept-draft';
import { usePhotos } from './use-photos';
import { useStep } from './use-step';

/** Checks the answers by the one submission schema and words the faults in the reader's language. */
function resolverFor(locale: Locale): Resolver<ReportAnswers> {
  const language = locale === 'en' ? 'en' : 'zh';
  return (values, _context, options) => {
    const found = answerErrors(values, new Date(), questionsFor(values.categoryCode));
    if (found.length === 0) return { values, errors: {} };
    const flat = Object.fromEntries(
      found.map(({ field, code, message }) => [field, { type: code, message: message[language] }]),
    );
    return { values: {}, errors: toNestErrors(flat, options) };
  };
}

/** A fault as the summary lists it. */
interface Fault {
  field?: string;
  text: string;
}

/** The life of the report form with script: answers, steps, photos, faults, sending. */
export function useReport(locale: Locale, t: Translate) {
  const resolver = useMemo(() => resolverFor(locale), [locale]);
  const form = useForm<ReportAnswers>({ defaultValues: blankAnswers(), resolver, shouldFocusError: false });
  const answers = useWatch({ control: form.control }) as ReportAnswers;
  const category = useCategory(form, answers.categoryCode);
  const { step, go, heading } = useStep();
  const photos = usePhotos(locale, t('report.photos.failed'));
  const kept = useKeptDraft(form, answers, photos.restore);
  const [sending, setSending] = useState(false);
  const [receipt, setReceipt] = useState<ReceiptData | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const { setValue, trigger, formState, setError } = form;

  const { ready } = kept;
  const uploadIds = photos.uploadIds.join();
  useEffect(() => {
    if (ready) setValue('attachments', uploadIds === '' ? [] : uploadIds.split(','));
  }, [ready, setValue, uploadIds]);

  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults]);

  const errorOf = (name: string) => {
    const error = get(formState.errors, name) as { message?: string } | undefined;
    return error?.message;
  };

  const asked = () => questionsFor(form.getValues('categoryCode'));
  const wrongAnswers = () => answerErrors(form.getValues(), new Date(), asked());
  /** Errors are kept for the very fields named, so each question is. */
  const fieldsOf = (of: typeof step) =>
    (of === 'questions'
      ? asked().map(({ key }) => `attributes.${key}`)
      : fieldsOfStep(of)) as FieldPath<ReportAnswers>[];

  /** Goes one step on when this one's answers are right; shows what is wrong when they are not. */
  async function next() {
    if (step === 'photos' && !photos.settled)
      return setFaults([{ field: 'attachments', text: t('report.photos.wait') }]);
    const right = await trigger(fieldsOf(step));
    const wrong = wrongAnswers().filter(({ field }) => clientStepOf(field) === step);
    if (!right || wrong.length > 0)
      return setFaults(
        wrong.map(({ field, message }) => ({ field, text: message[locale === 'en' ? 'en' : 'zh'] })),
      );
    setFaults([]);
    if (step === 'what') await loadCategory(form.getValues('categoryCode'));
    go(neighbour(step, 1, asked().length > 0));
  }

  function back() {
    setFaults([]);
    go(neighbour(step, -1, asked().length > 0));
  }

  /** Shows what the server refused, at the step that asks the first field named. */
  function refuse({ code, text, fields }: Problem) {
    for (const fault of fields) setError(fault.field as FieldPath<ReportAnswers>, { message: fault.text });
    const field = code === 'upload_unavailable' ? 'attachments' : fields[0]?.field;
    if (field !== undefined) go(clientStepOf(field));
    setFaults(fields.length > 0 ? fields : [{ text }]);
  }

  async function send() {
    const [wrong] = wrongAnswers();
    if (wrong)
      return refuse({
        code: wrong.code,
        text: '',
        fields: [{ field: wrong.field, text: wrong.message[locale === 'en' ? 'en' : 'zh'] }],
      });
    const earlier = kept.earlier();
    const body = bodyOf(form.getValues());
    setFaults([]);
    setSending(true);
    kept.sending(body);
    const outcome = await sendReport(body, { key: kept.key(), earlier }, locale);
    setSending(false);
    if (outcome.kind === 'lost') return setFaults([{ text: t('report.sendFailed') }]);
    if (outcome.kind === 'refused') {
      kept.answered(earlier);
      return refuse(outcome.problem);
    }
    kept.finish();
    setReceipt(outcome.receipt);
  }

  return {
    form,
    answers,
    category,
    step,
    go,
    back,
    next,
    send,
    heading,
    photos,
    kept,
    sending,
    receipt,
    faults,
    summary,
    errorOf,
  };
}
