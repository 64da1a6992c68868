import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import { sessionSecret } from '../auth-call';
import { liveHub, type LiveHub, type LivePosition } from './live-hub';
import { liveSessions, type LiveSession } from './live-session';

/**
 * Whose session a request's cookie is, without counting as a sign of life.
 * @throws DomainError signed_out
 */
export async function listenerOf(headers: Headers, clock: Clock = systemClock): Promise<LiveSession> {
  const secret = await sessionSecret(headers);
  const found = secret === undefined ? undefined : await liveSessions({ secret }, clock.now());
  const session = found?.values().next().value;
  if (!session) throw new DomainError('signed_out');
  return session;
}

/** Clocks of two web processes differ by less: who comes back is told twice rather than not at all. */
const SKEW_MS = 1_000;

/** Where an earlier stream ended, or when the page was made: a time in milliseconds. Anything else is none. */
function positionOf(request: Request): LivePosition | undefined {
  const time = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined);
  const last = time(request.headers.get('last-event-id'));
  if (last !== undefined) return { after: last, slackMs: SKEW_MS };
  const page = time(new URL(request.url).searchParams.get('after'));
  return page === undefined ? undefined : { after: page, slackMs: 0 };
}

/**
 * Opens the stream of a signed-in member of staff, from where they were.
 * @throws DomainError signed_out, rate_limited, unavailable
 */
export async function openLive(
  request: Request,
  deps: { clock: Clock; hub: () => LiveHub } = { clock: systemClock, hub: liveHub },
): Promise<ReadableStream<Uint8Array>> {
  const session = await listenerOf(request.headers, deps.clock);
  await limit('staff-live-account', session.accountId);
  const stream = deps.hub().open(session, positionOf(request));
  if (stream === 'stopping') throw new DomainError('unavailable', { retryAfterSeconds: 5 });
  if (stream === 'full')
    throw new DomainError('rate_limited', { params: { seconds: 30 }, retryAfterSeconds: 30 });
  return stream;
}
