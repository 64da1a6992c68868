import { createHash } from 'node:crypto';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError, type FieldError } from '@/lib/platform/errors';
import { changeStatus } from '@/lib/tickets/change-status';
import { deskEventSchema, type DeskEvent } from './desk-schemas';
import { settleReceived, type SettledDelivery } from './settle-delivery';

type DeskActor = Extract<Actor, { kind: 'desk' }>;

/** `repeated`: the event was known, nothing was done. `applied`: it changed the ticket's state. */
export interface ReceivedUpdate {
  repeated: boolean;
  applied: boolean;
}

/** How far a desk's clock may run ahead of ours. A time beyond it would hide everything the desk says later. */
const CLOCK_AHEAD_MS = 10 * 60_000;

function parse(input: unknown, now: Date): DeskEvent {
  const parsed = deskEventSchema.safeParse(input);
  const fields: FieldError[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        field: issue.path.join('.'),
        code: issue.code,
        message: { zh: `不符合协议：${issue.message}`, en: `Not as the contract says: ${issue.message}` },
      }));
  if (parsed.success && Date.parse(parsed.data.at) > now.getTime() + CLOCK_AHEAD_MS)
    fields.push({
      field: 'at',
      code: 'in_the_future',
      message: { zh: '时间在未来，请校准时钟', en: 'The time lies in the future; set your clock' },
    });
  if (!parsed.success || fields.length > 0) throw new DomainError('invalid_input', { fields });
  return parsed.data;
}

/** Keeps the event's id before any work: of ten at once one goes on, the others see it done. */
async function isRepeat(tx: Tx, actor: DeskActor, event: DeskEvent, now: Date): Promise<boolean> {
  const hash = createHash('sha256').update(canonicalJson(event)).digest();
  const key = [actor.jurisdictionCode, actor.deskCode, event.eventId];
  const { rowCount } = await tx.query(
    `INSERT INTO desk_event (jurisdiction_code, desk_code, event_id, body_hash, outcome, received_at)
     VALUES ($1, $2, $3, $4, 'applied', $5) ON CONFLICT DO NOTHING`,
    [...key, hash, now],
  );
  if (rowCount > 0) return false;
  const { rows } = await tx.query<{ body_hash: Buffer }>(
    'SELECT body_hash FROM desk_event WHERE jurisdiction_code = $1 AND desk_code = $2 AND event_id = $3',
    key,
  );
  if (!rows[0]?.body_hash.equals(hash)) throw new DomainError('event_conflict');
  return true;
}

/** The ticket of a work order we know. A desk that merges duplicates has one order for several tickets: the number tells. */
async function ticketOfWorkOrder(tx: Tx, actor: DeskActor, event: DeskEvent): Promise<string | undefined> {
  const { rows } = await tx.query<{ ticket_id: string }>(
    `SELECT w.ticket_id FROM work_order w
     JOIN ticket t ON t.jurisdiction_code = w.jurisdiction_code AND t.id = w.ticket_id
     WHERE w.jurisdiction_code = $1 AND w.desk_code = $2 AND w.external_id = $3 AND t.tracking_number = $4`,
    [actor.jurisdictionCode, actor.deskCode, event.externalId, event.ticketNumber],
  );
  return rows[0]?.ticket_id;
}

/**
 * A hand-over to this desk that we do not know it has: its answer was lost, or is still on its way. One that was never
 * tried cannot be there. Locked, so that the answer and what overtook it settle one after the other.
 */
export async function openHandOver(
  tx: Tx,
  actor: DeskActor,
  ticketNumber: string,
): Promise<SettledDelivery | undefined> {
  const { rows } = await tx.query<SettledDelivery>(
    `SELECT d.jurisdiction_code AS "jurisdictionCode", d.id, d.ticket_id AS "ticketId", d.desk_code AS "deskCode",
       d.sequence, d.kind, d.created_at AS "createdAt"
     FROM ticket t JOIN delivery d ON d.jurisdiction_code = t.jurisdiction_code AND d.ticket_id = t.id
     WHERE t.jurisdiction_code = $1 AND t.tracking_number = $2 AND d.desk_code = $3 AND d.kind = 'work_order'
       AND d.attempts > 0 AND d.state IN ('pending', 'sending', 'dead')
     ORDER BY d.sequence DESC LIMIT 1 FOR UPDATE OF d`,
    [actor.jurisdictionCode, ticketNumber, actor.deskCode],
  );
  return rows[0];
}

/**
 * What a desk tells us about a work order: known ids change nothing, an event that overtook the desk's own receipt
 * settles the hand-over first, and the pure table decides what it means, by the desk's own time. Late, repeated and
 * reordered events are all legal.
 * @param input the event as the contract has it (docs/contracts/desk.openapi.yaml, Event)
 * @throws DomainError forbidden, invalid_input, event_conflict, not_found (also for another desk's ticket)
 */
export async function receiveUpdate(
  actor: Actor,
  input: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ReceivedUpdate> {
  assertActor(actor, 'desk');
  const now = deps.clock.now();
  const event = parse(input, now);
  const at = new Date(Math.min(Date.parse(event.at), now.getTime()));
  return transaction(async (tx) => {
    if (await isRepeat(tx, actor, event, now)) return { repeated: true, applied: false };
    let ticketId = await ticketOfWorkOrder(tx, actor, event);
    if (!ticketId) {
      const handOver = await openHandOver(tx, actor, event.ticketNumber);
      // Settled while we waited for its lock: look again.
      if (!handOver) ticketId = await ticketOfWorkOrder(tx, actor, event);
      else {
        await settleReceived(tx, handOver, { externalId: event.externalId, receivedAt: at }, now);
        ticketId = handOver.ticketId;
      }
    }
    if (!ticketId) throw new DomainError('not_found');
    const change = await changeStatus(
      tx,
      { jurisdictionCode: actor.jurisdictionCode, ticketId },
      {
        type: event.type,
        at,
        deskCode: actor.deskCode,
        eventId: event.eventId,
        ...(event.text ? { text: event.text } : {}),
        ...(event.unit ? { unit: event.unit } : {}),
        ...(event.reasonCode ? { reasonCode: event.reasonCode } : {}),
        ...(event.dueAt ? { dueAt: new Date(event.dueAt) } : {}),
        ...(event.attachments ? { attachments: event.attachments } : {}),
      },
      actor,
      now,
    );
    const applied = change.transition.kind === 'moved';
    if (!applied)
      await tx.query(
        `UPDATE desk_event SET outcome = 'noted' WHERE jurisdiction_code = $1 AND desk_code = $2 AND event_id = $3`,
        [actor.jurisdictionCode, actor.deskCode, event.eventId],
      );
    return { repeated: false, applied };
  });
}
