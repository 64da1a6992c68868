import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { AreaClass } from './deadlines';
import type { TicketKey } from './change-status-types';
import type { ActFacts } from './reporter-acts';
import { jurisdictionOfNumber } from './tracking-number';

/** A ticket held for one act of its reporter. */
export interface LockedReport extends ActFacts {
  key: TicketKey;
  trackingNumber: string;
  locale: Locale;
  categoryCode: string | null;
  requestType: string;
  areaClass: AreaClass;
  deskCode: string | null;
}

/**
 * The key of a number.
 * @throws DomainError not_found
 */
export async function ticketKeyOf(tx: Tx, trackingNumber: string): Promise<TicketKey> {
  const { rows } = await tx.query<TicketKey>(
    `SELECT jurisdiction_code AS "jurisdictionCode", id AS "ticketId" FROM ticket
     WHERE jurisdiction_code = $1 AND tracking_number = $2`,
    [jurisdictionOfNumber(trackingNumber), trackingNumber],
  );
  if (!rows[0]) throw new DomainError('not_found');
  return rows[0];
}

/**
 * Locks a ticket until the transaction ends, then reads its timeline: what the acts before this one wrote is in it.
 * @throws DomainError not_found
 */
export async function lockReportedTicket(tx: Tx, key: TicketKey): Promise<LockedReport> {
  const values = [key.jurisdictionCode, key.ticketId];
  const { rows } = await tx.query<Omit<LockedReport, 'key' | 'timeline'>>(
    `SELECT tracking_number AS "trackingNumber", status, purged_at AS "purgedAt", locale, category_code AS "categoryCode",
       request_type AS "requestType", area_class AS "areaClass", desk_code AS "deskCode"
     FROM ticket WHERE jurisdiction_code = $1 AND id = $2 FOR UPDATE`,
    values,
  );
  if (!rows[0]) throw new DomainError('not_found');
  const timeline = await tx.query<{ rows: ActFacts['timeline'] }>(
    `SELECT COALESCE(json_agg(json_build_object('at', at, 'recordedAt', recorded_at, 'type', type, 'status', status,
                                                'text', text) ORDER BY at, id), '[]') AS rows
     FROM ticket_event WHERE jurisdiction_code = $1 AND ticket_id = $2 AND is_public`,
    values,
  );
  return { ...rows[0], key, timeline: timeline.rows[0]?.rows ?? [] };
}
