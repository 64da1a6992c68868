import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db, transaction, type Tx } from '@/lib/platform/db';
import { projectCase } from './cases/project-case';
import {
  lockOpenTickets,
  newDue,
  openTickets,
  type DueScope,
  type NewDue,
  type OpenTicket,
} from './open-deadlines';
import { readReference } from './reference';

const BATCH = 500;

/** A ticket and the due date it comes to have. */
interface Moved {
  ticket: OpenTicket;
  due: NewDue;
}

async function write(
  tx: Tx,
  actor: Actor,
  moved: readonly Moved[],
  scope: DueScope,
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE ticket t SET due_at = s.due_at, due_provisional = s.provisional, deadline_rule_id = s.rule_id,
       version = t.version + 1, updated_at = $6
     FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::boolean[], $5::text[])
       AS s (jurisdiction_code, id, due_at, provisional, rule_id)
     WHERE t.jurisdiction_code = s.jurisdiction_code AND t.id = s.id`,
    [
      moved.map(({ ticket }) => ticket.jurisdictionCode),
      moved.map(({ ticket }) => ticket.id),
      moved.map(({ due }) => due.dueAt),
      moved.map(({ due }) => due.provisional),
      moved.map(({ due }) => due.ruleId),
      now,
    ],
  );
  for (const { ticket, due } of moved) {
    await projectCase(tx, { jurisdictionCode: ticket.jurisdictionCode, ticketId: ticket.id });
    await audit(tx, {
      jurisdictionCode: ticket.jurisdictionCode,
      actor,
      action: scope.of === 'provisional' ? 'ticket.deadline-settled' : 'ticket.deadline-moved',
      subjectKind: 'ticket',
      subjectId: ticket.id,
      data: { from: ticket.dueAt?.toISOString() ?? null, to: due.dueAt.toISOString() },
    });
  }
}

/**
 * Counts due dates of open tickets anew from the submission, or the last reopening; the public case follows, and nobody is told.
 * A date that was extended by a decision stays. Without a scope: provisional dates, once the arrangement of the years they touch
 * is imported, by the ticket's own rule. The job `recompute-deadlines`; a second run finds nothing to do.
 * @returns how many dates are others now
 * @throws DomainError forbidden
 */
export async function recomputeDeadlines(
  actor: Actor,
  scope: DueScope = { of: 'provisional' },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<number> {
  assertActor(actor, 'system');
  const facts = await readReference();
  const movedOf = (tickets: readonly OpenTicket[]): Moved[] =>
    tickets.flatMap((ticket) => {
      const due = newDue(ticket, facts, scope);
      return due ? [{ ticket, due }] : [];
    });
  let total = 0;
  for await (const batch of openTickets(db(), scope, BATCH)) {
    // Looked through without locks; what is to be moved is looked at again under its lock.
    const seen = movedOf(batch).map(({ ticket }) => ticket);
    if (seen.length === 0) continue;
    total += await transaction(async (tx) => {
      const moved = movedOf(await lockOpenTickets(tx, seen));
      if (moved.length > 0) await write(tx, actor, moved, scope, deps.clock.now());
      return moved.length;
    });
  }
  return total;
}
