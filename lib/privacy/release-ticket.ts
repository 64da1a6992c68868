import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { assertPermission, assertRecent, assertSomewhere } from '@/lib/staff/assert-permission';
import { findTicket, numberOf } from './find-ticket';

/**
 * Ends the hold of a ticket: from the next night on its classes count again. One that is not held stays as it is.
 * @throws DomainError forbidden, confirm_needed, invalid_input (number)
 */
export async function releaseTicket(
  actor: Actor,
  input: { number: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  await assertSomewhere(actor, 'privacy.hold');
  const named = numberOf(input.number);
  const staff = await assertPermission(actor, 'privacy.hold', [named.jurisdictionCode]);
  assertRecent(staff, deps.clock.now());
  await transaction(async (tx) => {
    const { jurisdictionCode, ticketId } = await findTicket(tx, named, true);
    const { rowCount } = await tx.query(
      'DELETE FROM ticket_hold WHERE jurisdiction_code = $1 AND ticket_id = $2',
      [jurisdictionCode, ticketId],
    );
    if (rowCount === 0) return;
    await audit(tx, {
      jurisdictionCode,
      actor,
      action: 'privacy.release',
      subjectKind: 'ticket',
      subjectId: ticketId,
    });
  });
}
