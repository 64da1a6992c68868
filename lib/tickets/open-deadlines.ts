import type { Tx } from '@/lib/platform/db';
import { dueAt, type AreaClass, type Deadline } from './deadlines';
import { handlingDeadline } from './handling-deadline';
import type { Reference } from './reference';
import { isOpen, TICKET_STATUSES } from './status';

const OPEN_STATUSES = TICKET_STATUSES.filter(isOpen);

/** What due dates are counted by. */
export type DueFacts = Pick<Reference, 'deadlineRules' | 'calendar'>;

/**
 * Which due dates are counted anew: those that a rule gives, gave or would give; all of them, since the days or hours of work are
 * others; or those that rested on a provisional year.
 */
export type DueScope = { of: 'rule'; rule: string } | { of: 'calendar' } | { of: 'provisional' };

/** An open ticket and the due date it has. */
export interface OpenTicket {
  jurisdictionCode: string;
  id: string;
  trackingNumber: string;
  requestType: string;
  categoryCode: string | null;
  areaClass: AreaClass;
  ruleId: string | null;
  dueAt: Date | null;
  provisional: boolean;
  /** The submission, or the last reopening, which gives a ticket its time anew. */
  countedFrom: Date;
  /** Since then its time was extended by a decision. */
  extended: boolean;
}

/** The due date a ticket comes to have. */
export interface NewDue extends Deadline {
  ruleId: string;
}

const SELECT = `SELECT t.jurisdiction_code AS "jurisdictionCode", t.id, t.tracking_number AS "trackingNumber",
    t.request_type AS "requestType", t.category_code AS "categoryCode", t.area_class AS "areaClass", t.deadline_rule_id AS "ruleId", t.due_at AS "dueAt",
    t.due_provisional AS provisional, since.at AS "countedFrom",
    EXISTS (SELECT 1 FROM ticket_event e WHERE e.jurisdiction_code = t.jurisdiction_code AND e.ticket_id = t.id
      AND e.type = 'extension_decided' AND e.due_at IS NOT NULL AND e.at >= since.at) AS extended
  FROM ticket t CROSS JOIN LATERAL (
    SELECT COALESCE((SELECT max(e.at) FROM ticket_event e WHERE e.jurisdiction_code = t.jurisdiction_code
      AND e.ticket_id = t.id AND e.type = 'reopened'), t.submitted_at) AS at) since`;

/** Open tickets in batches, as they stand when each batch is read. */
export async function* openTickets(tx: Tx, scope: DueScope, size: number): AsyncGenerator<OpenTicket[]> {
  let after = ['', '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const { rows } = await tx.query<OpenTicket>(
      `${SELECT} WHERE t.status = ANY ($1) AND (t.due_provisional OR NOT $2) AND (t.jurisdiction_code, t.id) > ($3, $4::uuid)
       ORDER BY t.jurisdiction_code, t.id LIMIT ${size}`,
      [OPEN_STATUSES, scope.of === 'provisional', ...after],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = [last.jurisdictionCode, last.id];
  }
}

/** Those of some tickets that are still open, held until the end of the transaction. */
export async function lockOpenTickets(tx: Tx, tickets: readonly OpenTicket[]): Promise<OpenTicket[]> {
  const { rows } = await tx.query<OpenTicket>(
    `${SELECT} WHERE t.status = ANY ($1)
       AND (t.jurisdiction_code, t.id) IN (SELECT * FROM unnest($2::text[], $3::uuid[]))
     ORDER BY t.jurisdiction_code, t.id FOR UPDATE OF t`,
    [OPEN_STATUSES, tickets.map((of) => of.jurisdictionCode), tickets.map((of) => of.id)],
  );
  return rows;
}

/** By the rule that holds for the ticket now, if the scope's rule gave its date or would give it. */
function dueByRule(ticket: OpenTicket, facts: DueFacts, rule: string): NewDue | null {
  const found = handlingDeadline(ticket, facts, ticket.countedFrom);
  if (!found || (ticket.ruleId !== rule && found.rule.id !== rule)) return null;
  return { ruleId: found.rule.id, dueAt: found.dueAt, provisional: found.provisional };
}

/** By the ticket's own rule and the calendar. */
function dueByCalendar(ticket: OpenTicket, { deadlineRules, calendar }: DueFacts): NewDue | null {
  const rule = deadlineRules.find(({ id }) => id === ticket.ruleId);
  return rule ? { ruleId: rule.id, ...dueAt(ticket.countedFrom, rule.amount, rule.unit, calendar) } : null;
}

/**
 * The due date that a ticket comes to have, or null when its own stays: also when it was extended, and when no rule is left
 * that could give another.
 */
export function newDue(ticket: OpenTicket, facts: DueFacts, scope: DueScope): NewDue | null {
  if (ticket.extended) return null;
  const due = scope.of === 'rule' ? dueByRule(ticket, facts, scope.rule) : dueByCalendar(ticket, facts);
  if (!due || (scope.of === 'provisional' && due.provisional)) return null;
  const same =
    due.dueAt.getTime() === ticket.dueAt?.getTime() &&
    due.provisional === ticket.provisional &&
    due.ruleId === ticket.ruleId;
  return same ? null : due;
}
