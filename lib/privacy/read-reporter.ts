import { readContact } from '@/lib/people/contact-store';
import { maskContact, maskName } from '@/lib/people/mask-contact';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { assertPermission, assertSomewhere } from '@/lib/staff/assert-permission';
import { mayDo } from '@/lib/staff/permissions';
import { jurisdictionOfNumber, parseTrackingNumber } from '@/lib/tickets/tracking-number';
import type { RevealReason } from './reveal-reasons';

/** One look at who reported, as supervisors see it. */
export interface RevealView {
  at: Date;
  /** Display name of the account. */
  by: string | null;
  reason: RevealReason;
  text: string;
}

/** Who reported, as staff see it without revealing. */
export interface ReporterView {
  trackingNumber: string;
  /** They asked to stay unknown to the handling unit. */
  keepSecret: boolean;
  /** Null when no contact was left, or it was purged; what is kept from this reader is null in it. */
  contact: { name: string | null; phone: string | null; email: string | null } | null;
  mayReveal: boolean;
  /** Newest first, at most 50; null for who may not see it. */
  reveals: RevealView[] | null;
}

const MOST = 50;

/**
 * The masked contact of a ticket. Of who asked for secrecy only supervisors see even that.
 * @throws DomainError forbidden, not_found
 */
export async function readReporter(actor: StaffActor, given: string): Promise<ReporterView> {
  await assertSomewhere(actor, 'reporter.read');
  const number = parseTrackingNumber(given);
  if (!number) throw new DomainError('not_found');
  const jurisdictionCode = jurisdictionOfNumber(number);
  await assertPermission(actor, 'reporter.read', [jurisdictionCode]);
  const { rows } = await db().query<{ ticketId: string; keepSecret: boolean }>(
    `SELECT id AS "ticketId", keep_secret AS "keepSecret" FROM ticket
     WHERE jurisdiction_code = $1 AND tracking_number = $2`,
    [jurisdictionCode, number],
  );
  if (!rows[0]) throw new DomainError('not_found');
  const { ticketId, keepSecret } = rows[0];
  const supervises = mayDo(actor.grants, 'reporter.secret', jurisdictionCode);
  const contact = await readContact(db(), { jurisdictionCode, ticketId });
  const shown = contact && (!keepSecret || supervises) ? contact : {};
  return {
    trackingNumber: number,
    keepSecret,
    contact: contact ? { name: shown.name ? maskName(shown.name) : null, ...maskContact(shown) } : null,
    mayReveal:
      contact !== undefined &&
      mayDo(actor.grants, 'reporter.reveal', jurisdictionCode) &&
      (!keepSecret || supervises),
    reveals: supervises ? await revealsOf(jurisdictionCode, ticketId) : null,
  };
}

async function revealsOf(jurisdictionCode: string, ticketId: string): Promise<RevealView[]> {
  const { rows } = await db().query<RevealView>(
    `SELECT r.at, a.display_name AS by, r.reason, r.text FROM reporter_reveal r
     LEFT JOIN staff_account a ON a.id = r.account_id
     WHERE r.jurisdiction_code = $1 AND r.ticket_id = $2 ORDER BY r.at DESC LIMIT ${MOST}`,
    [jurisdictionCode, ticketId],
  );
  return rows;
}
