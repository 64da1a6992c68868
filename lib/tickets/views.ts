import { env } from '@/lib/platform/env';
import { casePath } from './cases/case-id';
import { isOverdue } from './deadlines';
import type { TrackedTicket } from './queries';
import type { Reference } from './reference';
import { isOpen, type TicketStatus } from './status';
import { STATUS_WORDS } from './status-words';
import type { Names, PublicTicketView } from './view-schemas';

const iso = (date: string | Date) => new Date(date).toISOString();
/** A status in the plain words of both languages. */
export const wordsOf = (status: TicketStatus): Names => ({
  'zh-CN': STATUS_WORDS[status].citizenZh,
  en: STATUS_WORDS[status].citizenEn,
});

/** Late is what passed its date while open, or was closed after it. A withdrawn or not accepted ticket is never late. */
export function isLate(ticket: Pick<TrackedTicket, 'dueAt' | 'status' | 'closedAt'>, now: Date): boolean {
  if (!ticket.dueAt) return false;
  if (isOpen(ticket.status)) return isOverdue(ticket.dueAt, now);
  return ticket.closedAt !== null && isOverdue(ticket.dueAt, ticket.closedAt);
}

/** A division or street with its names; an unknown code names itself. */
export function namedPlace({ divisions }: Reference, code: string): { code: string; name: Names } {
  const division = divisions.get(code);
  return { code, name: { 'zh-CN': division?.nameZh ?? code, en: division?.nameEn ?? code } };
}

/** The tracked ticket as page and API show it; times in UTC. */
export function publicTicketView(
  ticket: TrackedTicket,
  reference: Reference,
  now: Date,
  hidden: readonly string[],
): PublicTicketView {
  const category = ticket.categoryCode ? reference.categories.get(ticket.categoryCode) : undefined;
  const place = (code: string) => namedPlace(reference, code);
  const overdue = isLate(ticket, now);
  return {
    trackingNumber: ticket.trackingNumber,
    status: ticket.status,
    statusText: wordsOf(ticket.status),
    submittedAt: iso(ticket.submittedAt),
    updatedAt: iso(ticket.updatedAt),
    closedAt: ticket.closedAt ? iso(ticket.closedAt) : null,
    category: category
      ? { code: category.code, name: { 'zh-CN': category.nameZh, en: category.nameEn } }
      : null,
    division: place(ticket.divisionCode),
    street: ticket.streetCode ? place(ticket.streetCode) : null,
    desk: ticket.deskCode
      ? {
          code: ticket.deskCode,
          name: { 'zh-CN': ticket.deskNameZh ?? ticket.deskCode, en: ticket.deskNameEn ?? ticket.deskCode },
        }
      : null,
    unit: ticket.unit,
    deadline: ticket.dueAt ? { dueAt: iso(ticket.dueAt), provisional: ticket.dueProvisional, overdue } : null,
    overdue,
    purgedAt: ticket.purgedAt ? iso(ticket.purgedAt) : null,
    photos: ticket.photos,
    case:
      ticket.caseId && !hidden.includes(ticket.categoryCode ?? '')
        ? {
            id: ticket.caseId,
            url: `${env().publicBaseUrl}${casePath(ticket.caseId)}`,
            followers: ticket.followers ?? 0,
          }
        : null,
    timeline: ticket.timeline.map((row) => ({
      at: iso(row.at),
      type: row.type,
      status: row.status,
      statusText: row.status ? wordsOf(row.status) : null,
      unit: row.unit,
      text: row.text,
      dueAt: row.dueAt ? iso(row.dueAt) : null,
    })),
  };
}
