import { toSubmission, type ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';

import { readProblem, type Problem } from './problem';
import type { ReceiptData } from './receipt';

/** What became of a try to send: `lost` means that no answer settles it, so it may have arrived or not. */
export type Outcome =
  { kind: 'received'; receipt: ReceiptData } | { kind: 'refused'; problem: Problem } | { kind: 'lost' };

async function post(body: string, key: string, locale: Locale): Promise<Outcome> {
  try {
    const response = await window.fetch('/api/v1/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, 'accept-language': locale },
      body,
    });
    const text = await response.text();
    if (response.status === 201) return { kind: 'received', receipt: JSON.parse(text) as ReceiptData };
    // Neither a gateway's answer nor a fault after the commit says whether the report was kept.
    if (response.status >= 500) return { kind: 'lost' };
    return { kind: 'refused', problem: readProblem(text, locale, String(response.status)) };
  } catch {
    return { kind: 'lost' };
  }
}

/** The body of a report, the same text for the same answers. */
export function bodyOf(answers: ReportAnswers): string {
  return JSON.stringify(toSubmission(answers));
}

/**
 * Sends a report under its key. When an earlier try had arrived and the answers were changed since, the key refuses
 * the new body: then the earlier ones are sent again, and the one that arrived gives its number.
 * @param earlier the bodies of tries whose answers were lost
 */
export async function sendReport(
  body: string,
  { key, earlier }: { key: string; earlier: readonly string[] },
  locale: Locale,
): Promise<Outcome> {
  let outcome = await post(body, key, locale);
  for (const sent of [...earlier].reverse()) {
    if (outcome.kind !== 'refused' || outcome.problem.code !== 'idempotency_conflict') break;
    if (sent !== body) outcome = await post(sent, key, locale);
  }
  return outcome;
}
