import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import { tellAccount } from './account-store';
import { readInvitation, voidInvitations } from './invitation-store';
import { parseNewPassword, wrongCode } from './new-password';
import { hashPassword } from './password-hash';
import { makeRecoveryCodes } from './recovery-codes';
import { WHOLE_PROVINCE } from './roles';
import { sealTotp } from './second-factor';
import { endSessionsOf } from './staff-session';
import { digitsOf, totpStep } from './totp';

/**
 * Takes an invitation: a password, and the authenticator whose code proves that it was set up. Signs nobody in.
 * @returns the recovery codes, which nobody can read again
 * @throws DomainError invitation_invalid, invalid_input (password, repeat, code), rate_limited
 */
export async function acceptInvitation(
  actor: Actor,
  input: { token: unknown; password: unknown; repeat: unknown; code: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string[]> {
  assertActor(actor, 'public');
  await limit('staff-form-address', actor.address);
  const now = deps.clock.now();
  const seen = await readInvitation(db(), input.token, now);
  if (!seen) throw new DomainError('invitation_invalid');
  const password = parseNewPassword(input, seen.login);
  const step = totpStep(seen.totpSecret, digitsOf(input.code), now, null);
  if (step === null) throw wrongCode();
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    const invitation = await readInvitation(tx, input.token, now, true);
    if (!invitation) throw new DomainError('invitation_invalid');
    const { accountId } = invitation;
    const { cipher, keyId } = sealTotp(accountId, invitation.totpSecret);
    await tx.query(
      `UPDATE staff_account SET status = 'active', password_hash = $2, totp_cipher = $3, totp_key_id = $4,
         totp_last_step = $5, updated_at = $6 WHERE id = $1`,
      [accountId, passwordHash, cipher, keyId, step, now],
    );
    await voidInvitations(tx, accountId, now);
    await endSessionsOf(tx, accountId, now);
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-invitation.accept',
      subjectKind: 'staff-account',
      subjectId: accountId,
      data: { invitation: invitation.id },
    });
    await tellAccount(tx, accountId);
    return makeRecoveryCodes(tx, accountId);
  });
}
