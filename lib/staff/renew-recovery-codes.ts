import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { assertRecent } from './assert-permission';
import { makeRecoveryCodes } from './recovery-codes';
import { WHOLE_PROVINCE } from './roles';

/**
 * New recovery codes for the actor; the former ones are void.
 * @throws DomainError confirm_needed
 */
export async function renewRecoveryCodes(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string[]> {
  assertActor(actor, 'staff');
  assertRecent(actor, deps.clock.now());
  return transaction(async (tx) => {
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-account.recovery-codes',
      subjectKind: 'staff-account',
      subjectId: actor.accountId,
    });
    return makeRecoveryCodes(tx, actor.accountId);
  });
}
