import { deleteAfter, readLeft, type RetentionRule } from '@/lib/platform/retention';

const TICKET = 't.jurisdiction_code = f.jurisdiction_code AND t.id = f.ticket_id';
/** The case has ended, whether it was closed, taken back or is no longer public. */
const ENDED = `NOT EXISTS (SELECT FROM public_case p WHERE p.jurisdiction_code = f.jurisdiction_code
  AND p.ticket_id = f.ticket_id AND p.closed_at IS NULL)`;
const KNOWN = '(f.person_hash IS NOT NULL OR f.contact_index IS NOT NULL)';
const HELD = `EXISTS (SELECT FROM ticket_hold h WHERE h.jurisdiction_code = f.jurisdiction_code AND h.ticket_id = f.ticket_id)`;
const SINCE = 'COALESCE(t.closed_at, t.updated_at)';

/** Browser and contact of who followed a case; the row stays, as a number. */
const FOLLOWERS: RetentionRule = {
  code: 'follower',
  async purge(tx, before, most) {
    const { rowCount } = await tx.query(
      `UPDATE case_follower SET person_hash = NULL, contact_kind = NULL, contact_index = NULL, contact_cipher = NULL,
         contact_key_id = NULL, confirmed_at = NULL, told_events = '{}'
       WHERE (jurisdiction_code, id) IN (
         SELECT f.jurisdiction_code, f.id FROM case_follower f JOIN ticket t ON ${TICKET}
         WHERE f.retention_class = 'follower' AND ${KNOWN} AND ${SINCE} < $1 AND ${ENDED} AND NOT ${HELD}
         LIMIT $2 FOR UPDATE OF f SKIP LOCKED)`,
      [before, most],
    );
    return { rows: rowCount };
  },
  left: (before) =>
    readLeft(
      `SELECT min(${SINCE}) AS oldest, count(*) FILTER (WHERE ${SINCE} < $1)::int AS overdue,
         count(*) FILTER (WHERE ${SINCE} < $1 AND ${HELD})::int AS held
       FROM case_follower f JOIN ticket t ON ${TICKET}
       WHERE f.retention_class = 'follower' AND ${KNOWN} AND ${ENDED}`,
      [before],
    ),
};

/** What is purged around public cases. */
export const CASE_RULES = [
  FOLLOWERS,
  deleteAfter({ code: 'case-flag', table: 'case_flag', since: 'created_at' }),
] as const;
