import { blankAnswers, type ReportAnswers } from '@/lib/intake/draft-answers';

import type { WrittenReport } from './outbox/machine';

const FORMER_NAME = 'report-draft';
const KEPT_DAYS = 7;

/** A new key or photo id; `crypto.randomUUID` is missing where the site is not served over HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

interface FormerDraft {
  answers: Partial<ReportAnswers>;
  key: string;
  sent?: readonly string[];
  at: number;
}

/**
 * Takes a draft out of local storage, where earlier versions of the site kept it; its photos are known by upload id only.
 * @returns null: nothing there, too old, or unreadable
 */
export function takeFormerDraft(): WrittenReport | null {
  try {
    const text = window.localStorage.getItem(FORMER_NAME);
    if (text === null) return null;
    window.localStorage.removeItem(FORMER_NAME);
    const { answers, key, sent = [], at } = JSON.parse(text) as FormerDraft;
    if (Date.now() - at > KEPT_DAYS * 86_400_000 || typeof key !== 'string') return null;
    const photos = (answers.attachments ?? []).map((uploadId) => ({
      id: uploadId,
      print: uploadId,
      uploadId,
      uploadedAt: at,
    }));
    return { answers: { ...blankAnswers(), ...answers }, key, photos, sent };
  } catch {
    return null;
  }
}

/**
 * What the text area holds (typing may begin before the script arrives) and what was kept, so that no words of either
 * are lost.
 */
export function joinTyped(typed: string, kept: string): string {
  if (kept.startsWith(typed)) return kept;
  return typed.startsWith(kept) ? typed : `${kept}\n${typed}`;
}
