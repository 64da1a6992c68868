import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { wrongField } from '@/lib/platform/field-errors';
import { assertPermission, assertRecent, assertSomewhere } from '@/lib/staff/assert-permission';
import { findTicket, numberOf } from './find-ticket';

const SHORTEST = 4;
const LONGEST = 200;

function reasonOf(input: unknown): string {
  const reason = typeof input === 'string' ? input.trim() : '';
  if (reason.length < SHORTEST || reason.length > LONGEST)
    throw wrongField(
      'reason',
      `请写明理由（${SHORTEST} 至 ${LONGEST} 字），如案号或来文号，不要写人名。`,
      `Give the reason in ${SHORTEST} to ${LONGEST} characters, such as a file number; name nobody.`,
    );
  return reason;
}

/**
 * Holds a ticket: nothing of it is purged or erased until it is released, whoever asks. A second hold replaces the reason.
 * The reason stands with the hold, not in the audit trail, which keeps ids and codes only.
 * @throws DomainError forbidden, confirm_needed, invalid_input (number, reason)
 */
export async function holdTicket(
  actor: Actor,
  input: { number: unknown; reason: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  await assertSomewhere(actor, 'privacy.hold');
  const named = numberOf(input.number);
  const staff = await assertPermission(actor, 'privacy.hold', [named.jurisdictionCode]);
  const now = deps.clock.now();
  assertRecent(staff, now);
  const reason = reasonOf(input.reason);
  await transaction(async (tx) => {
    const { jurisdictionCode, ticketId } = await findTicket(tx, named, true);
    await tx.query(
      `INSERT INTO ticket_hold (jurisdiction_code, ticket_id, reason, placed_at, placed_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (jurisdiction_code, ticket_id) DO UPDATE SET reason = excluded.reason, placed_at = excluded.placed_at,
         placed_by = excluded.placed_by`,
      [jurisdictionCode, ticketId, reason, now, staff.accountId],
    );
    await audit(tx, {
      jurisdictionCode,
      actor,
      action: 'privacy.hold',
      subjectKind: 'ticket',
      subjectId: ticketId,
    });
  });
}
