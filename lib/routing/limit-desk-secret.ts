import { z } from 'zod';
import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/field-errors';
import { assertRecent } from '@/lib/staff/assert-permission';
import { assertDesk, keyIdSchema, lockDesk, overlapSchema, secretsOf, setValidUntil } from './desk-secrets';

const input = z.strictObject({ keyId: keyIdSchema, validFrom: z.coerce.date(), hours: overlapSchema });

/**
 * Sets how long a former secret of a desk still opens what the desk sends, from now on; 0 ends it at once. The one that signs
 * stays: without it the desk could not be spoken to. A new one started without overlap replaces it at once.
 * @throws DomainError forbidden, confirm_needed, not_found, secret_gone (no valid secret of this id and time), secret_signs, invalid_input
 */
export async function limitDeskSecret(
  actor: Actor,
  deskCode: string,
  given: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const { staff, jurisdictionCode } = await assertDesk(actor, deskCode);
  const now = deps.clock.now();
  assertRecent(staff, now);
  const { keyId, validFrom, hours } = parseInput(input, given);
  await transaction(async (tx) => {
    await lockDesk(tx, deskCode);
    const found = (await secretsOf(tx, deskCode, now)).find(
      (one) => one.valid && one.keyId === keyId && one.validFrom.getTime() === validFrom.getTime(),
    );
    if (!found) throw new DomainError('secret_gone');
    if (found.signs) throw new DomainError('secret_signs');
    await setValidUntil(tx, deskCode, found, new Date(now.getTime() + hours * 3_600_000));
    await audit(tx, {
      jurisdictionCode,
      actor: staff,
      action: 'desk.secret-limit',
      subjectKind: 'desk',
      subjectId: deskCode,
      data: { keyId, validFrom: validFrom.toISOString(), hours },
    });
  });
}
