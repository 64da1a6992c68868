import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import { projectCase } from './cases/project-case';
import { dueAt } from './deadlines';
import { readReference, type Reference } from './reference';
import { isOpen, TICKET_STATUSES } from './status';

const BATCH = 500;
const OPEN_STATUSES = TICKET_STATUSES.filter(isOpen);

interface Row {
  jurisdiction_code: string;
  id: string;
  /** The submission, or the last reopening, which gives a ticket its time anew. */
  counted_from: Date;
  deadline_rule_id: string | null;
  due_at: Date | null;
}

/** A ticket whose calendar is settled now: its due date, and the one it had. */
interface Settled {
  row: Row;
  due: Date;
}

function settledOf(rows: readonly Row[], { deadlineRules, calendar }: Reference): Settled[] {
  const rules = new Map(deadlineRules.map((rule) => [rule.id, rule]));
  return rows.flatMap((row) => {
    const rule = rules.get(row.deadline_rule_id ?? '');
    const deadline = rule && dueAt(row.counted_from, rule.amount, rule.unit, calendar);
    return deadline && !deadline.provisional ? { row, due: deadline.dueAt } : [];
  });
}

async function write(tx: Tx, actor: Actor, settled: readonly Settled[], now: Date): Promise<void> {
  if (settled.length === 0) return;
  await tx.query(
    `UPDATE ticket t SET due_at = s.due_at, due_provisional = false, version = t.version + 1, updated_at = $4
     FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS s (jurisdiction_code, id, due_at)
     WHERE t.jurisdiction_code = s.jurisdiction_code AND t.id = s.id`,
    [
      settled.map(({ row }) => row.jurisdiction_code),
      settled.map(({ row }) => row.id),
      settled.map(({ due }) => due),
      now,
    ],
  );
  for (const { row, due } of settled) {
    await projectCase(tx, { jurisdictionCode: row.jurisdiction_code, ticketId: row.id });
    await audit(tx, {
      jurisdictionCode: row.jurisdiction_code,
      actor,
      action: 'ticket.deadline-settled',
      subjectKind: 'ticket',
      subjectId: row.id,
      data: { from: row.due_at?.toISOString() ?? null, to: due.toISOString() },
    });
  }
}

/**
 * Settles provisional due dates of open tickets once the arrangement of the years they touch is imported: counted anew
 * from the submission, or the last reopening, by the ticket's own rule; the public case follows. The job `recompute-deadlines`; a second run finds nothing to do.
 * @returns how many were settled
 * @throws DomainError forbidden
 */
export async function recomputeDeadlines(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<number> {
  assertActor(actor, 'system');
  const facts = await readReference();
  let after = { jurisdiction_code: '', id: '00000000-0000-0000-0000-000000000000' };
  let total = 0;
  for (;;) {
    const { rows, settled } = await transaction(async (tx) => {
      const batch = await tx.query<Row>(
        `SELECT t.jurisdiction_code, t.id, t.deadline_rule_id, t.due_at,
           COALESCE((SELECT max(e.at) FROM ticket_event e WHERE e.jurisdiction_code = t.jurisdiction_code
                       AND e.ticket_id = t.id AND e.type = 'reopened'), t.submitted_at) AS counted_from
         FROM ticket t
         WHERE t.due_provisional AND (t.jurisdiction_code, t.id) > ($1, $2::uuid) AND t.status = ANY($3)
         ORDER BY t.jurisdiction_code, t.id LIMIT ${BATCH} FOR UPDATE OF t`,
        [after.jurisdiction_code, after.id, OPEN_STATUSES],
      );
      const done = settledOf(batch.rows, facts);
      await write(tx, actor, done, deps.clock.now());
      return { rows: batch.rows, settled: done.length };
    });
    total += settled;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return total;
    after = last;
  }
}
