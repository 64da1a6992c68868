'use client';

import { useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { blankAnswers, type ReportAnswers } from '@/lib/intake/draft-answers';

import { forget, keep, newKey, readKept } from './kept-draft';

/** The text area as the server sent it: typing may begin before the script arrives. */
function typedAlready(): string {
  if (typeof document === 'undefined') return '';
  const area = document.getElementById('description');
  return area instanceof HTMLTextAreaElement ? area.value : '';
}

/**
 * Keeps the answers in the browser while they are written and brings them back, with the report's one idempotency key.
 * @param restorePhotos must not change from one rendering to the next
 */
export function useKeptDraft(
  form: UseFormReturn<ReportAnswers>,
  answers: ReportAnswers,
  restorePhotos: (uploadIds: readonly string[]) => void,
) {
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const [typed] = useState(typedAlready);
  const delivery = useRef<{ key: string; sent?: readonly string[] }>({ key: '' });
  const done = useRef(false);
  const { reset, setValue } = form;

  useEffect(() => {
    const kept = readKept();
    delivery.current = {
      key: kept?.key ?? newKey(),
      ...(kept?.sent === undefined ? {} : { sent: kept.sent }),
    };
    if (kept) {
      reset(kept.answers);
      restorePhotos(kept.answers.attachments);
      setRestored(kept.answers.description !== '');
    }
    if (typed) setValue('description', typed);
    setReady(true);
  }, [reset, restorePhotos, setValue, typed]);

  useEffect(() => {
    if (!ready || done.current) return;
    const timer = window.setTimeout(() => keep({ answers, ...delivery.current }), 400);
    return () => window.clearTimeout(timer);
  }, [answers, ready]);

  return {
    ready,
    restored,
    key: () => delivery.current.key,
    earlier: () => delivery.current.sent ?? [],
    /** Notes what is about to be sent, before it is sent. */
    sending(body: string) {
      const sent = delivery.current.sent ?? [];
      if (!sent.includes(body)) delivery.current = { ...delivery.current, sent: [...sent, body] };
      keep({ answers, ...delivery.current });
    },
    /** The last try was refused: only those before it, whose answers were lost, may have arrived. */
    answered(earlier: readonly string[]) {
      delivery.current = { key: delivery.current.key, sent: earlier };
    },
    /** The report was accepted, nothing is left to keep. */
    finish() {
      done.current = true;
      forget();
    },
    /** Throws everything away and begins anew. */
    clear() {
      forget();
      delivery.current = { key: newKey() };
      reset(blankAnswers());
      restorePhotos([]);
      setRestored(false);
    },
  };
}
