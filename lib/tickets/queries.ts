import { db } from '@/lib/platform/db';
import { jurisdictionOfNumber } from './tracking-number';
import type { TicketStatus } from './status';

/** One timeline row as stored. */
export interface TimelineRow {
  at: string;
  recordedAt: string;
  type: string;
  status: TicketStatus | null;
  unit: string | null;
  text: string | null;
  dueAt: string | null;
}

/** A ticket as its own reporter may see it, before views.ts picks what is shown. */
export interface TrackedTicket {
  trackingNumber: string;
  status: TicketStatus;
  requestType: string;
  urgency: string;
  categoryCode: string | null;
  attributes: Record<string, unknown>;
  divisionCode: string;
  streetCode: string | null;
  deskCode: string | null;
  deskNameZh: string | null;
  deskNameEn: string | null;
  unit: string | null;
  dueAt: Date | null;
  dueProvisional: boolean;
  submittedAt: Date;
  closedAt: Date | null;
  updatedAt: Date;
  purgedAt: Date | null;
  photos: number;
  /** Its public case, if it has one; whether its category is hidden is decided where it is shown. */
  caseId: string | null;
  followers: number | null;
  timeline: TimelineRow[];
}

/** The keyed hash of the query code of a number, or undefined for an unknown number. */
export async function queryCodeHashOf(trackingNumber: string): Promise<Buffer | undefined> {
  const { rows } = await db().query<{ query_code_hash: Buffer }>(
    'SELECT query_code_hash FROM ticket WHERE jurisdiction_code = $1 AND tracking_number = $2',
    [jurisdictionOfNumber(trackingNumber), trackingNumber],
  );
  return rows[0]?.query_code_hash;
}

/** A ticket with its public timeline in one round trip: the hottest read of the product. */
export async function findTrackedTicket(trackingNumber: string): Promise<TrackedTicket | undefined> {
  const { rows } = await db().query<TrackedTicket>(
    `SELECT t.tracking_number AS "trackingNumber", t.status, t.request_type AS "requestType", t.urgency,
       t.category_code AS "categoryCode", t.attributes, t.division_code AS "divisionCode", t.street_code AS "streetCode",
       t.desk_code AS "deskCode", d.name_zh AS "deskNameZh", d.name_en AS "deskNameEn", t.unit,
       t.due_at AS "dueAt", t.due_provisional AS "dueProvisional", t.submitted_at AS "submittedAt",
       t.closed_at AS "closedAt", t.updated_at AS "updatedAt", t.purged_at AS "purgedAt",
       (SELECT count(*)::int FROM ticket_attachment a
        WHERE a.jurisdiction_code = t.jurisdiction_code AND a.ticket_id = t.id) AS photos,
       p.case_id AS "caseId", p.follower_count AS followers,
       COALESCE((SELECT json_agg(json_build_object('at', e.at, 'recordedAt', e.recorded_at, 'type', e.type,
                                                   'status', e.status, 'unit', e.unit, 'text', e.text,
                                                   'dueAt', e.due_at) ORDER BY e.at, e.id)
        FROM ticket_event e
        WHERE e.jurisdiction_code = t.jurisdiction_code AND e.ticket_id = t.id AND e.is_public), '[]') AS timeline
     FROM ticket t LEFT JOIN desk d ON d.code = t.desk_code
       LEFT JOIN public_case p ON p.jurisdiction_code = t.jurisdiction_code AND p.ticket_id = t.id
     WHERE t.jurisdiction_code = $1 AND t.tracking_number = $2`,
    [jurisdictionOfNumber(trackingNumber), trackingNumber],
  );
  return rows[0];
}
