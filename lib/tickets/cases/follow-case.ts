import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { keyedHash } from '@/lib/platform/crypto';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import { newId } from '@/lib/platform/ids';
import { limit } from '@/lib/platform/rate-limit';
import { jurisdictionOfCase } from './case-id';
import type { FollowerKey } from './follower-proof';
import { hiddenCategories } from './hidden-categories';

/** Random id that a browser or app keeps: 32 hex digits. */
export const BROWSER_ID = /^[0-9a-f]{32}$/;

/** What an app sends to follow a case. */
export const followerBody = z.object({
  deviceId: z
    .string()
    .regex(BROWSER_ID)
    .optional()
    .describe('Random id that the app keeps; without it an address counts once'),
});

/** What following came to. `counted` is false when this browser had been counted before. */
export interface Followed {
  key: FollowerKey;
  counted: boolean;
  followers: number;
}

interface OpenCase {
  ticketId: string;
  followers: number;
}

/** Holds the case, so that of two followers at once each counts and nobody follows what is being closed. */
async function lockOpenCase(
  tx: Tx,
  jurisdictionCode: string,
  caseId: string,
  hidden: readonly string[],
): Promise<OpenCase> {
  const { rows } = await tx.query<OpenCase & { category: string; closed: boolean }>(
    `SELECT ticket_id AS "ticketId", follower_count AS followers, category_code AS category,
       closed_at IS NOT NULL AS closed
     FROM public_case WHERE jurisdiction_code = $1 AND case_id = $2 FOR UPDATE`,
    [jurisdictionCode, caseId],
  );
  const found = rows[0];
  if (!found || hidden.includes(found.category)) throw new DomainError('no_such_page');
  if (found.closed) throw new DomainError('case_closed');
  return found;
}

/**
 * "I met this too": counts somebody as a follower of an open case, once per browser, or per address where no browser is
 * known. No report is made, and no contact is taken here: see confirmFollower.
 * @param input.browser random id that the browser or app keeps, 32 hex digits
 * @throws DomainError no_such_page, case_closed, rate_limited (per address, per case, per address and case), forbidden
 */
export async function followCase(
  actor: Actor,
  input: { caseId: string; browser?: string | undefined; locale: Locale },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<Followed> {
  assertActor(actor, 'public');
  const { caseId, browser, locale } = input;
  const jurisdictionCode = jurisdictionOfCase(caseId);
  if (!jurisdictionCode) throw new DomainError('no_such_page');
  await limit('follow-address', actor.address);
  await limit('follow-case-address', `${caseId}:${actor.address}`);
  await limit('follow-case', caseId);
  const hidden = await hiddenCategories();
  const person = browser && BROWSER_ID.test(browser) ? `browser:${browser}` : `address:${actor.address}`;
  return transaction(async (tx) => {
    const { ticketId, followers } = await lockOpenCase(tx, jurisdictionCode, caseId, hidden);
    const hash = keyedHash('case-follower', `${ticketId}:${person}`).subarray(0, 16);
    const known = await tx.query<{ id: string }>(
      'SELECT id FROM case_follower WHERE jurisdiction_code = $1 AND ticket_id = $2 AND person_hash = $3',
      [jurisdictionCode, ticketId, hash],
    );
    const before = known.rows[0];
    if (before) return { key: { jurisdictionCode, followerId: before.id }, counted: false, followers };
    const now = deps.clock.now();
    const followerId = newId(now.getTime());
    await tx.query(
      `INSERT INTO case_follower (jurisdiction_code, id, ticket_id, person_hash, locale, created_at, retention_class)
       VALUES ($1, $2, $3, $4, $5, $6, 'follower')`,
      [jurisdictionCode, followerId, ticketId, hash, locale, now],
    );
    await moveCount(tx, { jurisdictionCode, ticketId }, 1);
    await audit(tx, {
      jurisdictionCode,
      actor,
      action: 'case.follow',
      subjectKind: 'ticket',
      subjectId: ticketId,
      data: { followerId },
    });
    return { key: { jurisdictionCode, followerId }, counted: true, followers: followers + 1 };
  });
}

/** Keeps the case's count in step with its followers; a case that is not public now is counted when it is made again. */
export async function moveCount(
  tx: Tx,
  key: { jurisdictionCode: string; ticketId: string },
  by: 1 | -1,
): Promise<void> {
  await tx.query(
    `UPDATE public_case SET follower_count = GREATEST(follower_count + $3, 0)
     WHERE jurisdiction_code = $1 AND ticket_id = $2`,
    [key.jurisdictionCode, key.ticketId, by],
  );
}
