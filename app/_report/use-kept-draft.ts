'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { blankAnswers, type ReportAnswers } from '@/lib/intake/draft-answers';

import { joinTyped, newKey, takeFormerDraft } from './kept-draft';
import { holdDraft } from './outbox/hold-draft';
import type { KeptPhoto, WrittenReport } from './outbox/machine';
import { pageStore } from './outbox/page-store';

const SAVE_AFTER_MS = 400;

/** The text area as the server sent it: typing may begin before the script arrives. */
function typedAlready(): string {
  if (typeof document === 'undefined') return '';
  const area = document.getElementById('description');
  return area instanceof HTMLTextAreaElement ? area.value : '';
}

function blankReport(): WrittenReport {
  return { key: newKey(), sent: [], answers: blankAnswers(), photos: [] };
}

/**
 * Keeps the report on the device while it is written and brings it back, with its one idempotency key. One tab writes;
 * another is told and may take over.
 * @param restorePhotos must not change from one rendering to the next
 */
export function useKeptDraft(
  form: UseFormReturn<ReportAnswers>,
  written: { answers: ReportAnswers; photos: readonly KeptPhoto[] },
  restorePhotos: (photos: readonly KeptPhoto[]) => Promise<void>,
) {
  const [state, setState] = useState<'loading' | 'mine' | 'elsewhere'>('loading');
  const [restored, setRestored] = useState(false);
  const [typed] = useState(typedAlready);
  const report = useRef<Pick<WrittenReport, 'key' | 'sent'> & { queued?: boolean }>({ key: '', sent: [] });
  const [owner] = useState(newKey);
  const asleep = useRef(false);
  const { reset, setValue } = form;
  const { answers, photos } = written;

  /** Shows a report that was kept. */
  const load = useCallback(
    async (kept: WrittenReport & { queued?: boolean }) => {
      const { key, sent, queued = false } = kept;
      report.current = { key, sent, queued };
      reset({ ...blankAnswers(), ...kept.answers });
      await restorePhotos(kept.photos);
      asleep.current = false;
    },
    [reset, restorePhotos],
  );

  const take = useCallback(
    async (steal: boolean) => {
      if (!(await holdDraft(steal, () => setState('elsewhere')))) return setState('elsewhere');
      const store = await pageStore();
      const kept = (await store.takeDraft(owner).catch(() => undefined)) ?? takeFormerDraft();
      if (kept || steal) await load(kept ?? blankReport());
      else report.current = blankReport();
      setRestored((kept?.answers.description ?? '') !== '');
      // Taken over, the other tab's words are the newer ones.
      if (typed && !steal) setValue('description', joinTyped(typed, kept?.answers.description ?? ''));
      setState('mine');
      await store.sweepPhotos().catch(() => undefined);
    },
    [load, owner, setValue, typed],
  );
  useEffect(() => {
    take(false).catch(() => {
      // Nothing can be kept; the report can be written and sent all the same.
      report.current = blankReport();
      setState('mine');
    });
  }, [take]);

  useEffect(() => {
    if (state !== 'mine' || asleep.current) return;
    const save = async () => {
      const store = await pageStore();
      // Sent, thrown away or taken over meanwhile: then there is nothing to save any more.
      if (asleep.current) return;
      if (!(await store.saveDraft({ ...report.current, answers, photos, owner }))) setState('elsewhere');
    };
    // A full disk keeps no draft; the report can be sent all the same.
    const timer = window.setTimeout(() => void save().catch(() => undefined), SAVE_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [answers, owner, photos, state]);

  return {
    ready: state === 'mine',
    elsewhere: state === 'elsewhere',
    restored,
    owner,
    report: () => report.current,
    /** Goes on in this tab with what the other one has saved. */
    takeOver: () => void take(true),
    load,
    /** Another tab has it. */
    lost: () => setState('elsewhere'),
    /** The report has left for the outbox: it is kept there now. */
    sleep() {
      asleep.current = true;
    },
    /** Throws everything away and begins anew. */
    clear() {
      const begin = async () => {
        await (await pageStore()).dropDraft(owner);
        await load(blankReport());
        setRestored(false);
      };
      void begin();
    },
  };
}
