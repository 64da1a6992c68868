import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { assertRecent } from './assert-permission';
import { wrongCode } from './new-password';
import { WHOLE_PROVINCE } from './roles';
import { sealTotp } from './second-factor';
import { digitsOf, totpStep } from './totp';

/**
 * Replaces the actor's own authenticator; a code of the new one proves that it was set up.
 * @param input secret: base32, as it was made for this browser
 * @throws DomainError confirm_needed, invalid_input (code)
 */
export async function replaceTotp(
  actor: Actor,
  input: { secret: string; code: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'staff');
  const now = deps.clock.now();
  assertRecent(actor, now);
  // An empty or short secret has codes too, which anybody can reckon.
  if (!/^[A-Z2-7]{32}$/.test(input.secret)) throw wrongCode();
  const step = totpStep(input.secret, digitsOf(input.code), now, null);
  if (step === null) throw wrongCode();
  const { cipher, keyId } = sealTotp(actor.accountId, input.secret);
  await transaction(async (tx) => {
    await tx.query(
      `UPDATE staff_account SET totp_cipher = $2, totp_key_id = $3, totp_last_step = $4, updated_at = $5 WHERE id = $1`,
      [actor.accountId, cipher, keyId, step, now],
    );
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-account.totp',
      subjectKind: 'staff-account',
      subjectId: actor.accountId,
    });
  });
}
