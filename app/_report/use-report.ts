'use client';

import { toNestErrors } from '@hookform/resolvers';
import { useEffect, useMemo, useRef, useState } from 'react';
import { get, useForm, useWatch, type FieldPath, type Resolver } from 'react-hook-form';

import { blankAnswers, type ReportAnswers } from '@/lib/intake/draft-answers';
import type { FieldError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { clientStepOf, fieldsOfStep, neighbour } from './client-steps';
import { newKey } from './kept-draft';
import type { KeptReceipt } from './outbox/device-store';
import { hasContent, type OutboxItem, type ReviewReason } from './outbox/machine';
import { deviceParts } from './outbox/page-store';
import { useOutbox } from './outbox/use-outbox';
import type { Problem } from './problem';
import type { ReceiptData } from './receipt';
import { loadCategory, questionsFor, useCategory } from './use-category';
import { useKeptDraft } from './use-kept-draft';
import { usePhotos } from './use-photos';
import { useStep } from './use-step';

/** What is wrong by the one submission schema. Without the schema, which comes after the form, the server judges alone. */
async function wrongIn(values: ReportAnswers): Promise<FieldError[]> {
  const parts = await deviceParts().catch(() => null);
  return parts?.answerErrors(values, new Date(), questionsFor(values.categoryCode)) ?? [];
}

/** Checks the answers and words the faults in the reader's language. */
function resolverFor(locale: Locale): Resolver<ReportAnswers> {
  const language = locale === 'en' ? 'en' : 'zh';
  return async (values, _context, options) => {
    const found = await wrongIn(values);
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

/** Refusals that a photo is the cause of, whatever field they name. */
const PHOTO_PROBLEMS: readonly string[] = [
  'upload_unavailable',
  'unsupported_image',
  'unreadable_image',
  'image_too_costly',
  'upload_too_large',
];

/** The life of the report form with script: answers, steps, photos, faults, sending. */
export function useReport(locale: Locale, t: Translate, formVersion: string) {
  const resolver = useMemo(() => resolverFor(locale), [locale]);
  const form = useForm<ReportAnswers>({ defaultValues: blankAnswers(), resolver, shouldFocusError: false });
  const answers = useWatch({ control: form.control }) as ReportAnswers;
  const category = useCategory(form, answers.categoryCode);
  const { step, go, heading } = useStep();
  const photos = usePhotos(locale, t);
  const kept = useKeptDraft(form, { answers, photos: photos.kept }, photos.restore);
  const outbox = useOutbox();
  const [sending, setSending] = useState(false);
  const [queued, setQueued] = useState('');
  const [receipt, setReceipt] = useState<ReceiptData | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const { setValue, trigger, formState, setError } = form;

  // In the form a photo goes by its own id; the upload's takes its place when the report goes out.
  const { ready } = kept;
  const ids = photos.ids.join();
  useEffect(() => {
    if (ready) setValue('attachments', ids === '' ? [] : ids.split(','));
  }, [ready, setValue, ids]);

  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults]);

  const sentMeanwhile = outbox.receipts.find(({ key }) => key === queued);
  useEffect(() => {
    if (sentMeanwhile) finish(sentMeanwhile);
  });

  const errorOf = (name: string) => {
    const error = get(formState.errors, name) as { message?: string } | undefined;
    return error?.message;
  };

  /** Shows the number. From now on the person keeps it, and the device no more. */
  function finish({ key, receipt: given }: KeptReceipt) {
    setQueued('');
    setReceipt(given);
    void outbox.dismiss(key);
  }

  const asked = () => questionsFor(form.getValues('categoryCode'));
  /** Errors are kept for the very fields named, so each question is. */
  const fieldsOf = (of: typeof step) =>
    (of === 'questions'
      ? asked().map(({ key }) => `attributes.${key}`)
      : fieldsOfStep(of)) as FieldPath<ReportAnswers>[];

  /** Goes one step on when this one's answers are right; shows what is wrong when they are not. */
  async function next() {
    if (step === 'photos' && !photos.sendable)
      return setFaults([{ field: 'attachments', text: t('report.photos.wait') }]);
    const right = await trigger(fieldsOf(step));
    const wrong = (await wrongIn(form.getValues())).filter(({ field }) => clientStepOf(field) === step);
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
    const field = PHOTO_PROBLEMS.includes(code) ? 'attachments' : fields[0]?.field;
    if (field !== undefined) go(clientStepOf(field));
    const words = code === 'idempotency_conflict' ? t('report.outbox.conflict') : text;
    setFaults(fields.length > 0 ? fields : [{ text: words }]);
  }

  function flag(reason: ReviewReason | undefined) {
    if (reason?.kind === 'refused') return refuse(reason.problem);
    setFaults([{ text: t('report.outbox.formChanged') }]);
  }

  /** Brings a report of the outbox back into the form, with what was said about it. */
  async function change({ key, reason }: OutboxItem) {
    // What was typed last may not be saved yet. Once a report is queued the form holds nothing but its shadow.
    const open = queued === '' && hasContent({ answers: form.getValues(), photos: photos.kept });
    const draft = open ? 'busy' : await outbox.reopen(key, kept.owner);
    if (!draft) return;
    if (draft === 'busy') return setFaults([{ text: t('report.outbox.busy') }]);
    setQueued('');
    // A report that its key refuses for good can only go out as another one.
    const conflict = reason?.kind === 'refused' && reason.problem.code === 'idempotency_conflict';
    await kept.load(conflict ? { ...draft, key: newKey(), sent: [] } : draft);
    go('review');
    if (reason?.kind === 'refused') refuse(reason.problem);
    else setFaults([]);
  }

  async function send() {
    setSending(true);
    const [wrong] = await wrongIn(form.getValues());
    if (wrong) {
      setSending(false);
      return refuse({
        code: wrong.code,
        text: '',
        fields: [{ field: wrong.field, text: wrong.message[locale === 'en' ? 'en' : 'zh'] }],
      });
    }
    if (!photos.sendable) {
      setSending(false);
      go('photos');
      return setFaults([{ field: 'attachments', text: t('report.photos.wait') }]);
    }
    setFaults([]);
    kept.sleep();
    const { key, sent } = kept.report();
    const item: OutboxItem = {
      key,
      answers: form.getValues(),
      photos: photos.park(),
      sent,
      locale,
      formVersion,
      writtenAt: Date.now(),
      words: {
        sentTitle: t('report.outbox.sentTitle'),
        sentBody: t('report.outbox.sentBody'),
        photoGone: t('report.photos.gone'),
      },
      state: 'waiting',
      tries: 0,
      notBefore: 0,
      imposed: false,
    };
    const outcome = await outbox.send(item, kept.owner).catch(() => undefined);
    setSending(false);
    if (outcome === undefined) return setFaults([{ text: t('report.sendFailed') }]);
    if (outcome?.kind === 'received') return finish(outcome.kept);
    if (outcome?.kind === 'waiting') return setQueued(key);
    if (outcome === null) return kept.lost();
    const draft = await outbox.reopen(key, kept.owner);
    if (draft && draft !== 'busy') await kept.load(draft);
    flag(outcome.item.reason);
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
    change,
    heading,
    photos,
    kept,
    outbox,
    sending,
    /** The report lies in the outbox and waits for a connection. */
    queued: queued !== '',
    receipt,
    faults,
    summary,
    errorOf,
  };
}
