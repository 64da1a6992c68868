import { z } from 'zod';
import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { parseInput } from '@/lib/platform/field-errors';
import { assertRecent } from '@/lib/staff/assert-permission';
import {
  assertDesk,
  keyIdSchema,
  lockDesk,
  newDeskSecret,
  overlapSchema,
  replaceSecret,
} from './desk-secrets';

const input = z.strictObject({ keyId: keyIdSchema, overlapHours: overlapSchema });

/**
 * Makes a new secret of a desk: it signs what we send from now on, and the former ones open what the desk sends for the overlap.
 * @returns the secret, to be shown once
 * @throws DomainError forbidden, confirm_needed, not_found, invalid_input
 */
export async function startDeskSecret(
  actor: Actor,
  deskCode: string,
  given: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string> {
  const { staff, jurisdictionCode } = await assertDesk(actor, deskCode);
  const now = deps.clock.now();
  assertRecent(staff, now);
  const { keyId, overlapHours } = parseInput(input, given);
  const secret = newDeskSecret();
  await transaction(async (tx) => {
    await lockDesk(tx, deskCode);
    await replaceSecret(tx, { deskCode, keyId, secret, overlapHours }, now);
    await audit(tx, {
      jurisdictionCode,
      actor: staff,
      action: 'desk.secret',
      subjectKind: 'desk',
      subjectId: deskCode,
      data: { keyId, overlapHours },
    });
  });
  return secret;
}
