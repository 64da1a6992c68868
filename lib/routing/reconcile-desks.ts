import { assertActor, type Actor } from '@/lib/platform/actor';
import { isDatabaseAway } from '@/lib/platform/database-away';
import { db, transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { logger } from '@/lib/platform/log';
import { connectorOf } from './connectors';
import { deliverDeps, type DeliverDeps } from './deliver';
import { releaseForgottenFollowers } from './deliver-due';
import { deskAccess, type DeskAccess } from './desk-access';
import { deskEventSchema, type DeskEvent, type ListedOrder } from './desk-schemas';
import { openHandOver, receiveUpdate } from './receive-update';
import { settleReceived } from './settle-delivery';

type DeskActor = Extract<Actor, { kind: 'desk' }>;

/** What one desk's list told us that we did not know. */
export interface Reconciliation {
  items: number;
  events: number;
  receipts: number;
  /** Orders and events we cannot take; the desk sees the same refusal when it pushes them. */
  refused: number;
}

/** How far the first look reaches back. */
const FIRST_LOOK_MS = 7 * 86_400_000;
/** One run reads at most this many pages and goes on from there ten minutes later. */
const PAGES_PER_RUN = 500;

/** One bad order or event must not keep the bookmark from passing it, else nothing behind it is ever read. */
function refuse(actor: DeskActor, error: unknown): void {
  if (isDatabaseAway(error)) throw error;
  const reason = error instanceof DomainError ? { code: error.code } : { err: error };
  logger('reconcile').warn({ deskCode: actor.deskCode, ...reason }, 'listed event refused');
}

async function unknownEvents(actor: DeskActor, events: DeskEvent[]): Promise<DeskEvent[]> {
  const { rows } = await db().query<{ event_id: string }>(
    'SELECT event_id FROM desk_event WHERE jurisdiction_code = $1 AND desk_code = $2 AND event_id = ANY($3)',
    [actor.jurisdictionCode, actor.deskCode, events.map((event) => event.eventId)],
  );
  const known = new Set(rows.map((row) => row.event_id));
  return events.filter((event) => !known.has(event.eventId));
}

/** Work orders the desk has and we think it has not: the answer was lost. */
async function settleLostReceipts(
  actor: DeskActor,
  items: ListedOrder[],
  deps: DeliverDeps,
): Promise<{ receipts: number; refused: number }> {
  const { rows } = await db().query<{ tracking_number: string }>(
    `SELECT DISTINCT t.tracking_number FROM ticket t
     JOIN delivery d ON d.jurisdiction_code = t.jurisdiction_code AND d.ticket_id = t.id
     WHERE t.jurisdiction_code = $1 AND t.tracking_number = ANY($2) AND d.desk_code = $3 AND d.kind = 'work_order'
       AND d.attempts > 0 AND d.state IN ('pending', 'sending', 'dead')`,
    [actor.jurisdictionCode, items.map((item) => item.ticketNumber), actor.deskCode],
  );
  const open = new Set(rows.map((row) => row.tracking_number));
  const settled = { receipts: 0, refused: 0 };
  for (const item of items) {
    if (!open.has(item.ticketNumber)) continue;
    try {
      if (await settleLostReceipt(actor, item, deps.clock.now())) settled.receipts += 1;
    } catch (error) {
      refuse(actor, error);
      settled.refused += 1;
    }
  }
  return settled;
}

async function settleLostReceipt(actor: DeskActor, item: ListedOrder, now: Date): Promise<boolean> {
  if (await isKnownWorkOrder(actor, item)) return false;
  return transaction(async (tx) => {
    const handOver = await openHandOver(tx, actor, item.ticketNumber);
    const receivedAt = new Date(Math.min(Date.parse(item.updatedAt), now.getTime()));
    return handOver ? settleReceived(tx, handOver, { externalId: item.externalId, receivedAt }, now) : false;
  });
}

/** A list also names an order that was returned and is being handed over anew: that one proves nothing. */
async function isKnownWorkOrder(actor: DeskActor, item: ListedOrder): Promise<boolean> {
  const { rowCount } = await db().query(
    `SELECT 1 FROM work_order w JOIN ticket t ON t.jurisdiction_code = w.jurisdiction_code AND t.id = w.ticket_id
     WHERE w.jurisdiction_code = $1 AND w.desk_code = $2 AND w.external_id = $3 AND t.tracking_number = $4`,
    [actor.jurisdictionCode, actor.deskCode, item.externalId, item.ticketNumber],
  );
  return rowCount > 0;
}

async function takeEvents(
  actor: DeskActor,
  items: ListedOrder[],
  deps: DeliverDeps,
): Promise<{ events: number; refused: number }> {
  const taken = { events: 0, refused: 0 };
  // Read by the contract before anything of it reaches a query.
  const events = items.flatMap((item) =>
    item.events.flatMap((event) => {
      const parsed = deskEventSchema.safeParse(event);
      if (parsed.success) return [parsed.data];
      taken.refused += 1;
      refuse(actor, new DomainError('invalid_input'));
      return [];
    }),
  );
  for (const event of await unknownEvents(actor, events)) {
    try {
      const { repeated } = await receiveUpdate(actor, event, deps);
      if (!repeated) taken.events += 1;
    } catch (error) {
      refuse(actor, error);
      taken.refused += 1;
    }
  }
  return taken;
}

/**
 * Reads what changed at one desk since the last look and feeds what we missed through the same command as the desk's own
 * pushes. The bookmark is the desk's own time of the last change seen, and the bound includes it: nothing falls between.
 * @throws Error when the desk gives no usable answer; what was read before stays
 */
export async function reconcileDesk(
  desk: DeskAccess,
  deps: DeliverDeps = deliverDeps,
): Promise<Reconciliation> {
  const connector = connectorOf(desk.protocol);
  const found: Reconciliation = { items: 0, events: 0, receipts: 0, refused: 0 };
  if (!connector) return found;
  const actor: DeskActor = { kind: 'desk', deskCode: desk.code, jurisdictionCode: desk.jurisdictionCode };
  const { rows } = await db().query<{ until: Date | null }>(
    'SELECT reconciled_until AS until FROM desk_health WHERE desk_code = $1',
    [desk.code],
  );
  const updatedAfter = rows[0]?.until ?? new Date(deps.clock.now().getTime() - FIRST_LOOK_MS);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_PER_RUN; page += 1) {
    const query = { updatedAfter, ...(cursor ? { cursor } : {}) };
    const { items, unusable, next } = await connector.listUpdated(desk, query, { clock: deps.clock });
    found.items += items.length;
    const settled = await settleLostReceipts(actor, items, deps);
    found.receipts += settled.receipts;
    const taken = await takeEvents(actor, items, deps);
    found.events += taken.events;
    found.refused += unusable + settled.refused + taken.refused;
    await keepBookmark(desk.code, items, deps.clock.now());
    if (!next) break;
    cursor = next;
  }
  return found;
}

async function keepBookmark(deskCode: string, items: ListedOrder[], now: Date): Promise<void> {
  const last = Math.max(...items.map((item) => Date.parse(item.updatedAt)));
  if (items.length === 0) return;
  // A desk whose clock runs ahead must not make us skip what it writes after setting it right.
  await db().query(
    `INSERT INTO desk_health (desk_code, reconciled_until) VALUES ($1, $2)
     ON CONFLICT (desk_code) DO UPDATE SET reconciled_until = greatest(desk_health.reconciled_until, excluded.reconciled_until)`,
    [deskCode, new Date(Math.min(last, now.getTime()))],
  );
}

/**
 * The job `reconcile-desks`, every ten minutes: every active desk at once, each for itself.
 * @throws DomainError forbidden
 */
export async function reconcileDesks(actor: Actor, deps: DeliverDeps = deliverDeps): Promise<void> {
  assertActor(actor, 'system');
  const forgotten = await releaseForgottenFollowers(deps.clock.now());
  if (forgotten > 0) logger('reconcile').warn({ forgotten }, 'deliveries waited behind nothing');
  const { rows } = await db().query<{ code: string }>('SELECT code FROM desk WHERE active ORDER BY code');
  await Promise.all(
    rows.map(async ({ code }) => {
      try {
        const desk = await deskAccess(code, deps.clock.now());
        if (!desk) return;
        const found = await reconcileDesk(desk, deps);
        if (found.events + found.receipts + found.refused > 0)
          logger('reconcile').warn({ deskCode: code, ...found }, 'desk reconciled');
      } catch (error) {
        logger('reconcile').warn({ err: error, deskCode: code }, 'desk could not be reconciled');
      }
    }),
  );
}
