import { db } from '@/lib/platform/db';
import { reporterIs, type ContactIndex } from '@/lib/people/contact-store';
import { reference } from './reference';
import type { TicketStatus } from './status';
import { STATUS_WORDS } from './status-words';
import type { Names } from './view-schemas';

/** A ticket in the list of its reporter. */
export interface MyTicket {
  trackingNumber: string;
  submittedAt: Date;
  statusText: Names;
  category: Names | null;
  division: Names;
  /** Its personal data is erased once it is closed, as its reporter has asked. */
  toBeErased: boolean;
}

/** More than anybody can look through; the newest come first. */
const MOST = 100;

/** The tickets of a proven contact in every prefecture, newest first, at most 100. */
export async function ticketsOfContact({ kind, index }: ContactIndex): Promise<MyTicket[]> {
  const facts = await reference();
  const { rows } = await db().query<{
    number: string;
    status: TicketStatus;
    submittedAt: Date;
    category: string | null;
    division: string;
    toBeErased: boolean;
  }>(
    `SELECT t.tracking_number AS number, t.status, t.submitted_at AS "submittedAt", t.category_code AS category,
       t.division_code AS division, w.ticket_id IS NOT NULL AS "toBeErased"
     FROM reporter r JOIN ticket t ON t.jurisdiction_code = r.jurisdiction_code AND t.id = r.ticket_id
       LEFT JOIN erasure_wish w ON w.jurisdiction_code = t.jurisdiction_code AND w.ticket_id = t.id
     WHERE ${reporterIs(kind)} ORDER BY t.submitted_at DESC, t.id DESC LIMIT ${MOST}`,
    [index],
  );
  return rows.map((row) => {
    const category = row.category ? facts.categories.get(row.category) : undefined;
    const division = facts.divisions.get(row.division);
    const words = STATUS_WORDS[row.status];
    return {
      trackingNumber: row.number,
      submittedAt: row.submittedAt,
      statusText: { 'zh-CN': words.citizenZh, en: words.citizenEn },
      category: category ? { 'zh-CN': category.nameZh, en: category.nameEn } : null,
      division: { 'zh-CN': division?.nameZh ?? row.division, en: division?.nameEn ?? row.division },
      toBeErased: row.toBeErased,
    };
  });
}
