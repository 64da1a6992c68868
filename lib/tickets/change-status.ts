import { assertActor, type Actor } from '@/lib/platform/actor';
import { AUDIT_COLUMNS, auditValues } from '@/lib/platform/audit';
import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { LockedTicket, TicketChange, TicketKey } from './change-status-types';
import { timelineRows } from './change-status-rows';
import { tellReporter } from './change-status-messages';
import { wakeFollowerNews } from './cases/follower-news';
import { projectCase } from './cases/project-case';
import { applyEvent, DESK_EVENT_TYPES, shouldApply, type TicketStatus, type Transition } from './status';

/** What the change did: status before and after (equal when it was only noted). */
export interface StatusChange {
  from: TicketStatus;
  status: TicketStatus;
  transition: Exclude<Transition, { kind: 'refused' }>;
  /** The timeline row of the event itself. */
  eventId: string;
}

const DESK_EVENTS: ReadonlySet<string> = new Set(DESK_EVENT_TYPES);

const NOTED: Transition = { kind: 'noted', confirms: false };

/** A desk's event counts when it comes from the ticket's own desk and is not older than what that desk said before. */
function transitionOf(ticket: LockedTicket, change: TicketChange): Transition {
  const late =
    DESK_EVENTS.has(change.type) &&
    ((change.deskCode !== undefined && change.deskCode !== ticket.desk_code) ||
      !shouldApply(change.at, ticket.last_desk_event_at));
  return late ? NOTED : applyEvent(ticket.status, change.type);
}

const HANDED_OVER: ReadonlySet<string> = new Set(['received_by_desk', 'dispatched']);

/**
 * The desk's clock as far as it has been followed. A hand-over starts it anew: the next desk has a clock of its own. After
 * a return or a reopening the same desk may still be telling of the work before; what is dated before it does not count.
 */
function deskTime(ticket: LockedTicket, change: TicketChange, transition: Transition): Date | null {
  if (transition.kind === 'moved' && change.type === 'reopened') return change.at;
  if (transition.kind === 'moved' && HANDED_OVER.has(change.type))
    return ticket.status === 'returned' || ticket.status === 'reopened' ? change.at : null;
  const counts = transition.kind === 'moved' || (transition.kind === 'noted' && transition.confirms);
  return DESK_EVENTS.has(change.type) && counts ? change.at : ticket.last_desk_event_at;
}

/**
 * The change as the timeline tells it: never before the report, a receipt never before its hand-over was made, and
 * nothing in the future, whatever the desk's clock says.
 */
function asTold(ticket: LockedTicket, change: TicketChange, now: Date): TicketChange {
  const made =
    change.type === 'received_by_desk' ? (change.acceptedAt ?? ticket.submitted_at) : ticket.submitted_at;
  const at = Math.min(Math.max(change.at.getTime(), made.getTime()), now.getTime());
  return { ...change, at: new Date(at) };
}

/**
 * The one way a ticket's status changes: locks the ticket, asks the pure table, writes a timeline row for every state
 * passed through, the new status, an audit row, the public case and the messages to the reporter and to who follows the
 * case. A desk's event that is late, repeated in meaning or from a former desk is recorded without a change.
 * @throws DomainError not_found, event_refused (only for events of our own), forbidden
 */
export async function changeStatus(
  tx: Tx,
  key: TicketKey,
  change: TicketChange,
  actor: Actor,
  now: Date,
): Promise<StatusChange> {
  assertActor(actor, 'public', 'desk', 'provider', 'system');
  const { rows } = await tx.query<LockedTicket>(
    `SELECT t.tracking_number, t.status, t.locale, t.desk_code, d.name_zh AS desk_name_zh, d.name_en AS desk_name_en,
       t.unit, t.due_at, t.last_desk_event_at, t.submitted_at
     FROM ticket t LEFT JOIN desk d ON d.code = t.desk_code
     WHERE t.jurisdiction_code = $1 AND t.id = $2 FOR UPDATE OF t`,
    [key.jurisdictionCode, key.ticketId],
  );
  const ticket = rows[0];
  if (!ticket) throw new DomainError('not_found');
  const transition = transitionOf(ticket, change);
  if (transition.kind === 'refused')
    throw new DomainError('event_refused', { params: { reason: transition.reason } });
  const status = transition.kind === 'moved' ? transition.status : ticket.status;
  const eventId = await write(tx, key, { ticket, change, transition, status, actor, now });
  if (transition.kind === 'moved') {
    await projectCase(tx, key);
    await wakeFollowerNews(tx, key, { type: change.type, eventId, now });
  }
  if (transition.kind === 'moved' || change.type === 'question')
    await tellReporter(tx, key, { ...ticket, unit: change.unit ?? ticket.unit }, change, now);
  return { from: ticket.status, status, transition, eventId };
}

interface Outcome {
  ticket: LockedTicket;
  change: TicketChange;
  transition: Transition;
  status: TicketStatus;
  actor: Actor;
  now: Date;
}

function closedAt({ ticket, change, transition, status, now }: Outcome): {
  set: boolean;
  value: Date | null;
} {
  if (transition.kind !== 'moved' || status === ticket.status) return { set: false, value: null };
  if (status === 'closed') return { set: true, value: asTold(ticket, change, now).at };
  return { set: status === 'rework' || status === 'reopened', value: null };
}

/** Timeline, audit row and ticket in one statement; returns the id of the event's own public row. */
async function write(tx: Tx, key: TicketKey, outcome: Outcome): Promise<string> {
  const { ticket, change, transition, status, actor, now } = outcome;
  const events = timelineRows(asTold(ticket, change, now), transition, now);
  const accepted = events.find((row) => row.status === 'accepted')?.at ?? null;
  const closed = closedAt(outcome);
  await tx.query(
    `WITH told AS (
       INSERT INTO ticket_event (jurisdiction_code, ticket_id, recorded_at, id, at, type, status, desk_code, unit, text,
         reason_code, due_at, is_public, attachments)
       SELECT $1, $2, $3, e.* FROM unnest($4::uuid[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[],
         $10::text[], $11::text[], $12::timestamptz[], $13::boolean[], $30::jsonb[]) AS e
     ), audited AS (
       INSERT INTO audit_event (${AUDIT_COLUMNS})
       VALUES ($14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
     )
     UPDATE ticket SET status = $24, version = version + 1, updated_at = $3, unit = COALESCE($25, unit),
       accepted_at = COALESCE(accepted_at, $26), last_desk_event_at = $27,
       closed_at = CASE WHEN $28::boolean THEN $29 ELSE closed_at END
     WHERE jurisdiction_code = $1 AND id = $2`,
    [
      key.jurisdictionCode,
      key.ticketId,
      now,
      events.map((row) => row.id),
      events.map((row) => row.at),
      events.map((row) => row.type),
      events.map((row) => row.status),
      events.map((row) => row.deskCode),
      events.map((row) => row.unit),
      events.map((row) => row.text),
      events.map((row) => row.reasonCode),
      events.map((row) => row.dueAt),
      events.map((row) => row.isPublic),
      ...auditValues({
        jurisdictionCode: key.jurisdictionCode,
        actor,
        action: `ticket.${change.type}`,
        subjectKind: 'ticket',
        subjectId: key.ticketId,
        data: {
          from: ticket.status,
          to: status,
          noted: transition.kind === 'noted',
          at: change.at.toISOString(),
          ...(change.deskCode ? { deskCode: change.deskCode } : {}),
          ...(change.reasonCode ? { reasonCode: change.reasonCode } : {}),
          ...(change.eventId ? { eventId: change.eventId } : {}),
        },
      }),
      status,
      change.unit ?? null,
      accepted,
      deskTime(ticket, change, transition),
      closed.set,
      closed.value,
      events.map((row) => row.attachments && JSON.stringify(row.attachments)),
    ],
  );
  return events.findLast((row) => row.isPublic)!.id;
}
