import type { Locale } from '@/lib/platform/i18n/locales';

import { readProblem, type Problem } from './problem';
import type { ReceiptData } from './receipt';

/** What became of a try: `lost` means that no answer settles it, so it may have arrived or not. */
export type Outcome<T> =
  | { kind: 'received'; value: T }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'lost'; retryAfterMs?: number };

/** `fetch` of the page or of the service worker. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const POST_MS = 30_000;
const UPLOAD_MS = 180_000;
/** Refusals of the moment: the same request may pass later. */
const PASSING = [408, 425, 429];

function timeLimit(milliseconds: number): RequestInit {
  return 'timeout' in AbortSignal ? { signal: AbortSignal.timeout(milliseconds) } : {};
}

/** Retry-After in seconds (RFC 9110, 10.2.3); the date form is not used by this site. */
function pauseOf(response: Response): { retryAfterMs?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? '');
  return seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
}

/**
 * Reads an answer. Only the site itself refuses, with a code: the sign-in page of a café's network, a proxy's error and a
 * fault after the commit say nothing about the report.
 */
export function outcomeOf<T>(
  { status, text }: { status: number; text: string },
  locale: Locale,
  pause: { retryAfterMs?: number } = {},
): Outcome<T> {
  if (status === 201)
    try {
      return { kind: 'received', value: JSON.parse(text) as T };
    } catch {
      return { kind: 'lost' };
    }
  const problem = readProblem(text, locale, '');
  if (status < 400 || status >= 500 || PASSING.includes(status) || problem.code === '')
    return { kind: 'lost', ...pause };
  return { kind: 'refused', problem };
}

async function ask<T>(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  options: { locale: Locale; within: number },
): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, { ...init, ...timeLimit(options.within) });
    const answer = { status: response.status, text: await response.text() };
    return outcomeOf<T>(answer, options.locale, pauseOf(response));
  } catch {
    return { kind: 'lost' };
  }
}

/** Uploads one photo under a name that tells nothing. */
export function sendPhoto(fetch: Fetch, photo: Blob, locale: Locale): Promise<Outcome<{ uploadId: string }>> {
  const body = new FormData();
  body.append('file', photo, 'photo.jpg');
  const headers = { 'accept-language': locale };
  return ask(fetch, '/api/v1/uploads', { method: 'POST', headers, body }, { locale, within: UPLOAD_MS });
}

/**
 * Sends a report under its key. When an earlier try had arrived and the answers were changed since, the key refuses
 * the new body: then the earlier ones are sent again, and the one that arrived gives its number.
 * @param earlier bodies that went out before
 */
export async function sendReport(
  fetch: Fetch,
  body: string,
  { key, earlier, locale }: { key: string; earlier: readonly string[]; locale: Locale },
): Promise<Outcome<ReceiptData>> {
  const post = (text: string) => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      'accept-language': locale,
    };
    const init = { method: 'POST', headers, body: text };
    return ask<ReceiptData>(fetch, '/api/v1/reports', init, { locale, within: POST_MS });
  };
  const outcome = await post(body);
  if (outcome.kind !== 'refused' || outcome.problem.code !== 'idempotency_conflict') return outcome;
  for (const sent of earlier.filter((text) => text !== body).reverse()) {
    const found = await post(sent);
    if (found.kind !== 'refused') return found;
  }
  return outcome;
}

/** The version of the form that the site serves now; null where it names none. */
export async function askFormVersion(fetch: Fetch): Promise<Outcome<string | null>> {
  try {
    const response = await fetch('/api/v1/report-form', { cache: 'no-store', ...timeLimit(POST_MS) });
    if (response.status === 404) return { kind: 'received', value: null };
    if (!response.ok) return { kind: 'lost', ...pauseOf(response) };
    const { version } = (await response.json()) as { version?: unknown };
    return typeof version === 'string' ? { kind: 'received', value: version } : { kind: 'lost' };
  } catch {
    return { kind: 'lost' };
  }
}
