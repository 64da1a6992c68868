import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { holdTry } from '@/lib/platform/growing-delay';
import { auditKnock, loginKey } from './begin-sign-in';
import { WHOLE_PROVINCE } from './roles';
import { takeCode } from './second-factor';
import { endSteps, stepHash, tryStep } from './sign-in-step';
import { startStaffSession, type StartedSession } from './staff-session';

/** The browser that signs in: its two words, and the session it held until now. */
export interface SigningBrowser {
  device: string;
  former: string | undefined;
}

/**
 * The second step of a sign-in: a code of the authenticator, or a recovery code.
 * @throws DomainError sign_in_expired (begin anew), sign_in_failed, rate_limited
 */
export async function finishSignIn(
  actor: Actor,
  input: { step: string | undefined; code: unknown; browser: SigningBrowser },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<StartedSession> {
  assertActor(actor, 'public');
  const now = deps.clock.now();
  const { step = '', browser } = input;
  const { rows } = await db().query<{ login: string }>(
    `SELECT login FROM staff_account AS account JOIN staff_sign_in ON account_id = account.id WHERE secret_hash = $1`,
    [stepHash(step)],
  );
  const login = rows[0]?.login;
  if (login === undefined) throw new DomainError('sign_in_expired');
  const held = await holdTry(
    [
      ['staff-login', loginKey(login)],
      ['staff-address', actor.address],
    ],
    (door) => auditKnock(actor, login, door),
  );
  // A wrong try must be committed as well, so the refusal comes after the transaction.
  const outcome = await transaction(async (tx) => {
    const accountId = await tryStep(tx, step, now);
    if (!accountId) return 'expired';
    const factor = await takeCode(tx, accountId, input.code, now);
    const session =
      factor && (await startStaffSession(tx, { accountId, method: 'password', now, ...browser }));
    if (session) await endSteps(tx, accountId);
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-session.start',
      subjectKind: 'staff-account',
      subjectId: accountId,
      outcome: session ? 'done' : 'refused',
      data: session ? { session: session.id, factor } : {},
    });
    return session ?? 'wrong';
  });
  if (outcome === 'expired') throw new DomainError('sign_in_expired');
  if (outcome === 'wrong') throw new DomainError('sign_in_failed');
  await held.succeeded();
  return outcome;
}
