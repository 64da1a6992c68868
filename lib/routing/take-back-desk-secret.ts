import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { assertRecent } from '@/lib/staff/assert-permission';
import { assertDesk, lockDesk, secretsOf, setValidUntil } from './desk-secrets';

/**
 * Takes the last rotation of a desk's secret back: the new secret ends now, and the former one, while it is still valid,
 * signs again until it is replaced.
 * @throws DomainError forbidden, confirm_needed, not_found, secret_gone (no former secret is valid any more)
 */
export async function takeBackDeskSecret(
  actor: Actor,
  deskCode: string,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const { staff, jurisdictionCode } = await assertDesk(actor, deskCode);
  const now = deps.clock.now();
  assertRecent(staff, now);
  await transaction(async (tx) => {
    await lockDesk(tx, deskCode);
    const [ended, former] = (await secretsOf(tx, deskCode, now)).filter(({ valid }) => valid);
    if (!ended || !former) throw new DomainError('secret_gone');
    await setValidUntil(tx, deskCode, ended, now);
    await setValidUntil(tx, deskCode, former, null);
    await audit(tx, {
      jurisdictionCode,
      actor: staff,
      action: 'desk.secret-take-back',
      subjectKind: 'desk',
      subjectId: deskCode,
      data: { ended: ended.keyId, signs: former.keyId },
    });
  });
}
