import { systemClock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { nextStep, TICKET_STATUSES } from '@/lib/tickets/status';

/** A delivery that needs a person, or may soon. */
export interface StuckDelivery {
  id: string;
  jurisdictionCode: string;
  deskCode: string;
  /** paused and set aside desks are sent nothing; an open circuit is tried again at its time. */
  deskState: string;
  trackingNumber: string;
  kind: string;
  state: string;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
}

/** A ticket that a person must route. */
export interface TriageTicket {
  jurisdictionCode: string;
  trackingNumber: string;
  status: string;
  /** Why nothing routed it, or the reason code the desk returned it with. */
  reason: string;
  since: Date;
}

/** What stands still, with the number of all; `rows` may be fewer. No personal data. */
export interface WaitingWork {
  dead: { count: number; rows: StuckDelivery[] };
  unsettled: { count: number; rows: StuckDelivery[] };
  triage: { count: number; rows: TriageTicket[] };
}

type Places = readonly string[] | null;

const LATE_MS = 10 * 60_000;
const TRIAGE = TICKET_STATUSES.filter((status) => nextStep(status) === 'triage');
const TRIAGE_WITHOUT_DESK = TICKET_STATUSES.filter((status) => nextStep(status, false) === 'triage');

type Counted<R> = R & { total: number };

function counted<R>(rows: Counted<R>[]): { count: number; rows: R[] } {
  return { count: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row as R) };
}

async function deliveries(
  where: string,
  [now, limit, places, ...values]: [Date, number | null, Places, ...unknown[]],
) {
  const { rows } = await db().query<Counted<StuckDelivery>>(
    `SELECT d.id, d.jurisdiction_code AS "jurisdictionCode", d.desk_code AS "deskCode",
       CASE WHEN k.code IS NULL THEN 'unknown' WHEN NOT k.active THEN 'set aside' WHEN k.paused THEN 'paused'
         WHEN h.open_until > $1 THEN 'circuit open until ' || to_char(h.open_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
         ELSE 'active' END AS "deskState",
       t.tracking_number AS "trackingNumber", d.kind, d.state, d.attempts, d.last_error AS "lastError",
       d.created_at AS "createdAt", count(*) OVER ()::int AS total
     FROM delivery d JOIN ticket t ON t.jurisdiction_code = d.jurisdiction_code AND t.id = d.ticket_id
     LEFT JOIN desk k ON k.code = d.desk_code LEFT JOIN desk_health h ON h.desk_code = d.desk_code
     WHERE ${where} AND ($3::text[] IS NULL OR d.jurisdiction_code = ANY($3)) ORDER BY d.created_at, d.id LIMIT $2`,
    [now, limit, places, ...values],
  );
  return counted(rows);
}

async function triage(limit: number | null, places: Places) {
  const { rows } = await db().query<Counted<TriageTicket>>(
    `SELECT t.jurisdiction_code AS "jurisdictionCode", t.tracking_number AS "trackingNumber", t.status,
       CASE WHEN t.desk_code IS NULL THEN t.routing_reason ELSE COALESCE(e.reason_code, t.status) END AS reason,
       COALESCE(e.recorded_at, t.submitted_at) AS since, count(*) OVER ()::int AS total
     FROM ticket t LEFT JOIN LATERAL (
       SELECT v.recorded_at, (SELECT r.reason_code FROM ticket_event r WHERE r.jurisdiction_code = t.jurisdiction_code
           AND r.ticket_id = t.id AND r.type = v.type AND r.reason_code IS NOT NULL ORDER BY r.at DESC, r.id DESC LIMIT 1
         ) AS reason_code
       FROM ticket_event v WHERE v.jurisdiction_code = t.jurisdiction_code AND v.ticket_id = t.id AND v.status = t.status
       ORDER BY v.at DESC, v.id DESC LIMIT 1
     ) e ON true
     WHERE (t.status = ANY($1) OR (t.desk_code IS NULL AND t.status = ANY($2)))
       AND ($4::text[] IS NULL OR t.jurisdiction_code = ANY($4))
     ORDER BY since, t.id LIMIT $3`,
    [TRIAGE, TRIAGE_WITHOUT_DESK, limit, places],
  );
  return counted(rows);
}

/**
 * Dead deliveries, deliveries unsettled for more than ten minutes whatever the reason, and tickets that wait for
 * triage; oldest first.
 * @param limit rows of each kind; null for all
 * @param places jurisdiction codes; null for the whole province
 */
export async function waitingWork(
  limit: number | null,
  now = systemClock.now(),
  places: Places = null,
): Promise<WaitingWork> {
  return {
    dead: await deliveries(`d.state = 'dead'`, [now, limit, places]),
    unsettled: await deliveries(`d.state IN ('pending', 'sending') AND d.created_at < $4`, [
      now,
      limit,
      places,
      new Date(now.getTime() - LATE_MS),
    ]),
    triage: await triage(limit, places),
  };
}
