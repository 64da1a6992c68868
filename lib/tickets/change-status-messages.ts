import type { Tx } from '@/lib/platform/db';
import type { Locale } from '@/lib/platform/i18n/locales';
import { logger } from '@/lib/platform/log';
import { readContact, UnreadableContactError, type Contact } from '@/lib/people/contact-store';
import { queueMessage, type MessageChannel } from '@/lib/notify/prepare-message';
import type { TemplateId, TemplateVariables } from '@/lib/notify/templates';
import type { LockedTicket, TicketChange, TicketKey } from './change-status-types';
import type { TicketEventType } from './status';
import { trackUrl } from './track-link';

/** What a reporter is told, by event. A question is told each time; everything else once per ticket, closing again after rework. */
const TEMPLATE_OF: Partial<Record<TicketEventType, TemplateId>> = {
  signed: 'report-signed',
  handled: 'report-handled',
  checked: 'report-closed',
  closed: 'report-closed',
  not_accepted: 'report-not-accepted',
  question: 'desk-question',
  extension_decided: 'extension',
  withdrawn: 'report-withdrawn',
  reopened: 'report-reopened',
};
const EACH_TIME: ReadonlySet<TicketEventType> = new Set(['question', 'checked', 'closed']);

function variablesOf(
  templateId: TemplateId,
  ticket: LockedTicket,
  change: TicketChange,
): TemplateVariables | undefined {
  const base = {
    number: ticket.tracking_number,
    trackUrl: trackUrl(ticket.tracking_number, ticket.locale),
  };
  if (templateId === 'report-signed') {
    const unit = ticket.unit ?? (ticket.locale === 'en' ? ticket.desk_name_en : ticket.desk_name_zh);
    return unit
      ? { ...base, unit, ...(ticket.due_at ? { due: ticket.due_at.toISOString() } : {}) }
      : undefined;
  }
  if (templateId === 'extension')
    return change.dueAt ? { ...base, due: change.dueAt.toISOString() } : undefined;
  return base;
}

async function wasTold(tx: Tx, key: TicketKey, templateId: TemplateId): Promise<boolean> {
  const { rowCount } = await tx.query(
    'SELECT 1 FROM message WHERE jurisdiction_code = $1 AND ticket_id = $2 AND template_id = $3 LIMIT 1',
    [key.jurisdictionCode, key.ticketId, templateId],
  );
  return rowCount > 0;
}

/** What happened to a ticket is true whether or not its reporter can be told: a contact that does not open holds nothing up. */
async function readableContact(tx: Tx, key: TicketKey): Promise<Contact | undefined> {
  try {
    return await readContact(tx, key);
  } catch (error) {
    if (!(error instanceof UnreadableContactError)) throw error;
    logger('tickets').error({ err: error, ticketId: key.ticketId }, 'reporter not told');
    return undefined;
  }
}

/**
 * Queues what the reporter should hear of a change, by every channel they gave. The caller holds the ticket's lock, so
 * two changes at once cannot tell the same thing twice.
 */
export async function tellReporter(
  tx: Tx,
  key: TicketKey,
  ticket: LockedTicket,
  change: TicketChange,
  now: Date,
): Promise<void> {
  const templateId = TEMPLATE_OF[change.type];
  const variables = templateId && variablesOf(templateId, ticket, change);
  if (!variables) return;
  const contact = await readableContact(tx, key);
  if (!contact?.phone && !contact?.email) return;
  if (!EACH_TIME.has(change.type) && (await wasTold(tx, key, templateId))) return;
  const to: [MessageChannel, string | undefined][] = [
    ['sms', contact.phone],
    ['email', contact.email],
  ];
  for (const [channel, address] of to) {
    if (!address) continue;
    await queueMessage(tx, {
      ...key,
      channel,
      to: address,
      templateId,
      locale: ticket.locale as Locale,
      variables,
      now,
    });
  }
}
