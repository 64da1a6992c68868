import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { SigningBrowser } from './finish-sign-in';
import { WHOLE_PROVINCE } from './roles';
import type { Vouched } from './sign-in-with-oidc';
import { startStaffSession, type StartedSession } from './staff-session';

/** A provider that was asked to ask anew says when it did; with the skew of two clocks. */
const FRESH_SECONDS = 300;

/**
 * Proves anew who holds the session, by the provider it was begun with. The session goes on under a new secret.
 * @throws DomainError oidc_unknown when it is somebody else, or was not asked anew
 */
export async function confirmWithOidc(
  actor: Actor,
  input: { vouched: Vouched; authTime: number | undefined; browser: SigningBrowser },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<StartedSession> {
  assertActor(actor, 'staff');
  const now = deps.clock.now();
  const { vouched, authTime, browser } = input;
  const fresh = authTime !== undefined && now.getTime() / 1000 - authTime < FRESH_SECONDS;
  const session = await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `SELECT id FROM staff_account
       WHERE id = $1 AND oidc_issuer = $2 AND oidc_subject = $3 AND status = 'active' FOR UPDATE`,
      [actor.accountId, vouched.issuer, vouched.subject],
    );
    const { accountId } = actor;
    const started =
      fresh && rows[0]
        ? await startStaffSession(tx, { accountId, method: 'oidc', now, ...browser })
        : undefined;
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-session.confirm',
      subjectKind: 'staff-session',
      subjectId: actor.sessionId,
      outcome: started ? 'done' : 'refused',
    });
    return started;
  });
  if (!session) throw new DomainError('oidc_unknown');
  return session;
}
