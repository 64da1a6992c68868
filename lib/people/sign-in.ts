import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import { startSession } from './citizen-session';
import { isCodeId, tryCode } from './one-time-code';

const NO_JURISDICTION = '000000';

/**
 * Signs a person in by a one-time code, to see the reports of that contact.
 * @returns the value of the session cookie
 * @throws DomainError code_wrong (wrong, expired, used, or tried five times: nobody is told which), rate_limited
 */
export async function signIn(
  actor: Actor,
  input: { codeId: unknown; code: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string> {
  assertActor(actor, 'public');
  await limit('code-try-address', actor.address);
  const now = deps.clock.now();
  const { codeId, code } = input;
  if (!isCodeId(codeId)) throw new DomainError('code_wrong');
  // A wrong try must be committed as well, so the refusal comes after the transaction.
  const cookie = await transaction(async (tx) => {
    const contact = await tryCode(tx, { codeId, code }, 'sign-in', now);
    await audit(tx, {
      jurisdictionCode: NO_JURISDICTION,
      actor,
      action: 'citizen-session.start',
      subjectKind: 'one-time-code',
      subjectId: codeId,
      outcome: contact ? 'done' : 'refused',
    });
    return contact && startSession(tx, contact, now);
  });
  if (!cookie) throw new DomainError('code_wrong');
  return cookie;
}
