import type { Locale } from '@/lib/platform/i18n/locales';
import { messageRow, type MessageRow } from '@/lib/notify/prepare-message';
import { trackUrl } from './track-link';

/** The rows of the messages that give a reporter the number and query code: one by each channel they named. */
export function receiptMessages(ticket: {
  jurisdictionCode: string;
  ticketId: string;
  trackingNumber: string;
  queryCode: string;
  contact: { phone?: string; email?: string };
  locale: Locale;
  now: Date;
}): MessageRow[] {
  const { jurisdictionCode, ticketId, trackingNumber, contact, locale, now } = ticket;
  const row = (channel: 'sms' | 'email', to: string) =>
    messageRow({
      jurisdictionCode,
      ticketId,
      channel,
      to,
      templateId: 'report-received',
      locale,
      variables: {
        number: trackingNumber,
        code: ticket.queryCode,
        trackUrl: trackUrl(trackingNumber, locale),
      },
      now,
    });
  return [
    ...(contact.phone ? [row('sms', contact.phone)] : []),
    ...(contact.email ? [row('email', contact.email)] : []),
  ];
}
