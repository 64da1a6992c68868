import type { Store } from './store';

type Rows = Pick<Store, 'rows'>;

/** Deliveries of one ticket in a backlog, in the order in which the desk must receive them. */
export const KINDS = ['work_order', 'addition', 'urging'] as const;

/**
 * Puts a backlog into the database: copies of one accepted ticket, each with its work order and two messages that must
 * follow it. Set-based, so that 100,000 deliveries take seconds; a millisecond between
 * tickets, as no two are made at once.
 * @returns how many deliveries were put in, and the desk they wait for
 */
export async function insertBacklog(
  store: Rows,
  trackingNumber: string,
  deliveries: number,
): Promise<{ count: number; deskCode: string }> {
  const tickets = Math.ceil(deliveries / KINDS.length);
  const [made] = await store.rows<{ count: string; desk_code: string }>(
    `WITH model AS (SELECT t FROM ticket t WHERE tracking_number = $1), copies AS (
       INSERT INTO ticket SELECT copy.* FROM model, generate_series(1, $2::int) AS i,
         LATERAL jsonb_populate_record(model.t, jsonb_build_object('id', gen_random_uuid(), 'status', 'submitted',
           'tracking_number', '98' || lpad(i::text, 10, '0'), 'accepted_at', NULL, 'version', 0)) AS copy
       RETURNING jurisdiction_code, id, desk_code,
         now() - make_interval(secs => ($2 - right(tracking_number, 10)::int) / 1000.0) AS made_at
     ), put AS (
       INSERT INTO delivery (jurisdiction_code, id, ticket_id, desk_code, sequence, kind, text, next_attempt_at, created_at)
       SELECT c.jurisdiction_code, gen_random_uuid(), c.id, c.desk_code, k.sequence, k.kind,
         CASE WHEN k.sequence > 1 THEN 'bench' END, c.made_at, c.made_at
       FROM copies c, unnest($3::text[]) WITH ORDINALITY AS k(kind, sequence)
       RETURNING desk_code
     )
     SELECT count(*), min(desk_code) AS desk_code FROM put`,
    [trackingNumber, tickets, [...KINDS]],
  );
  await store.rows('ANALYZE ticket, delivery');
  return { count: Number(made?.count), deskCode: made?.desk_code ?? '' };
}

/** Wakes the loop of a desk, as the statement that makes a delivery does. */
export async function wakeDesk(store: Rows, deskCode: string): Promise<void> {
  await store.rows('SELECT graphile_worker.add_job($1, $2::json, job_key := $3)', [
    'wake-desk',
    JSON.stringify({ deskCode }),
    `wake-desk:${deskCode}`,
  ]);
}
