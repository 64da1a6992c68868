import { blankAnswers, type ReportAnswers } from '@/lib/intake/draft-answers';

/** A report being written with script, kept in the browser so that a closed tab loses nothing. */
export interface KeptDraft {
  answers: ReportAnswers;
  /** The idempotency key: one for the report, however often it is sent. */
  key: string;
  /** What was sent and not settled: after a change the same key with these bodies tells what became of them. */
  sent?: readonly string[];
}

const name = 'report-draft';
const keptDays = 7;

/** A new key; `crypto.randomUUID` is missing where the site is not served over HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** What was kept, or null: nothing, too old, or unreadable. */
export function readKept(): KeptDraft | null {
  try {
    const text = window.localStorage.getItem(name);
    if (text === null) return null;
    const kept = JSON.parse(text) as KeptDraft & { at: number };
    if (Date.now() - kept.at > keptDays * 86_400_000 || typeof kept.key !== 'string') return null;
    return { ...kept, answers: { ...blankAnswers(), ...kept.answers } };
  } catch {
    return null;
  }
}

/** Keeps a draft. A browser that refuses storage keeps nothing; the form works all the same. */
export function keep(draft: KeptDraft): void {
  try {
    window.localStorage.setItem(name, JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    return;
  }
}

export function forget(): void {
  try {
    window.localStorage.removeItem(name);
  } catch {
    return;
  }
}
