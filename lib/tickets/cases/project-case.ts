import type { Tx } from '@/lib/platform/db';
import { searchForm, searchTokens } from '@/lib/platform/search-text';
import type { TicketKey } from '../change-status-types';
import { caseIdOf } from './case-id';
import { isPublic } from './publish-rule';

interface Row {
  status: string;
  requestType: string;
  categoryCode: string | null;
  keepSecret: boolean;
  /** Names and released texts that a search looks in. */
  words: (string | null)[];
}

/** About 100 metres: enough for "near here", too coarse for a house. */
const POSITION_DIGITS = 3;

/**
 * Brings a ticket's public case up to the ticket, in the caller's transaction: makes it, follows it, or takes it away.
 * Everything public is named here, column by column. Followers are counted when the case is made; afterwards each
 * follower's own transaction moves the count.
 */
export async function projectCase(tx: Tx, { jurisdictionCode, ticketId }: TicketKey): Promise<void> {
  const { rows } = await tx.query<Row>(
    `SELECT t.status, t.request_type AS "requestType", t.category_code AS "categoryCode", t.keep_secret AS "keepSecret",
       array[c.name_zh, c.matter_zh, c.name_en, c.major_zh, c.major_en, p.name_zh, p.name_en, v.name_zh, v.name_en,
         s.name_zh, (SELECT string_agg(x.text, ' ' ORDER BY x.part) FROM case_text x
                     WHERE x.jurisdiction_code = t.jurisdiction_code AND x.ticket_id = t.id)] AS words
     FROM ticket t LEFT JOIN category c ON c.code = t.category_code
       LEFT JOIN division p ON p.code = t.jurisdiction_code LEFT JOIN division v ON v.code = t.division_code
       LEFT JOIN division s ON s.code = t.street_code
     WHERE t.jurisdiction_code = $1 AND t.id = $2`,
    [jurisdictionCode, ticketId],
  );
  const ticket = rows[0];
  if (!ticket || !isPublic(ticket)) {
    await tx.query('DELETE FROM public_case WHERE jurisdiction_code = $1 AND ticket_id = $2', [
      jurisdictionCode,
      ticketId,
    ]);
    return;
  }
  const form = searchForm([...new Set(ticket.words)].filter(Boolean).join(' '));
  await tx.query(
    `INSERT INTO public_case (jurisdiction_code, ticket_id, case_id, category_code, major_code, division_code, street_code,
       desk_code, status, submitted_at, due_at, due_provisional, closed_at, updated_at, lng, lat, asset_code, description,
       result, follower_count, search_text, tokens)
     SELECT t.jurisdiction_code, t.id, $3, t.category_code, COALESCE(c.major_code, left(t.category_code, 2)),
       t.division_code, t.street_code, t.desk_code, t.status, t.submitted_at, t.due_at, t.due_provisional, t.closed_at,
       t.updated_at, round(t.lng::numeric, ${POSITION_DIGITS})::float8, round(t.lat::numeric, ${POSITION_DIGITS})::float8,
       t.asset_code,
       (SELECT x.text FROM case_text x WHERE x.jurisdiction_code = $1 AND x.ticket_id = $2 AND x.part = 'description'),
       (SELECT x.text FROM case_text x WHERE x.jurisdiction_code = $1 AND x.ticket_id = $2 AND x.part = 'result'),
       (SELECT count(*)::int FROM case_follower f WHERE f.jurisdiction_code = $1 AND f.ticket_id = $2),
       $4, array_to_tsvector($5::text[])
     FROM ticket t LEFT JOIN category c ON c.code = t.category_code
     WHERE t.jurisdiction_code = $1 AND t.id = $2
     ON CONFLICT (jurisdiction_code, ticket_id) DO UPDATE SET
       category_code = excluded.category_code, major_code = excluded.major_code, division_code = excluded.division_code,
       street_code = excluded.street_code, desk_code = excluded.desk_code, status = excluded.status,
       due_at = excluded.due_at, due_provisional = excluded.due_provisional, closed_at = excluded.closed_at,
       updated_at = excluded.updated_at, lng = excluded.lng, lat = excluded.lat, asset_code = excluded.asset_code,
       description = excluded.description, result = excluded.result, search_text = excluded.search_text,
       tokens = excluded.tokens`,
    [jurisdictionCode, ticketId, caseIdOf(jurisdictionCode, ticketId), form, searchTokens(form)],
  );
}
