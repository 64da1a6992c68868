import type { Tx } from '@/lib/platform/db';
import { handlingDeadline } from './handling-deadline';
import type { LockedReport } from './lock-reported-ticket';
import type { Reference } from './reference';

/**
 * Gives a reopened ticket its time anew, by the rule it had: the old date has mostly passed, and the desk is not late
 * for what it has only now been asked. The caller holds the ticket's lock.
 * @returns the new due time, if there is a rule
 */
export async function restartDeadline(
  tx: Tx,
  ticket: LockedReport,
  facts: Reference,
  now: Date,
): Promise<Date | undefined> {
  const deadline = handlingDeadline(ticket, facts, now);
  if (!deadline) return undefined;
  await tx.query(
    `UPDATE ticket SET due_at = $3, due_provisional = $4, deadline_rule_id = $5
     WHERE jurisdiction_code = $1 AND id = $2`,
    [
      ticket.key.jurisdictionCode,
      ticket.key.ticketId,
      deadline.dueAt,
      deadline.provisional,
      deadline.rule.id,
    ],
  );
  return deadline.dueAt;
}
