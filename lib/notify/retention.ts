import { deleteAfter } from '@/lib/platform/retention';

/** What is purged of messages and of what providers told. A ticket that is held keeps its messages. */
export const NOTIFY_RULES = [
  deleteAfter({
    code: 'message',
    table: 'message',
    since: 'message.created_at',
    unless: `EXISTS (SELECT FROM ticket_hold h WHERE h.jurisdiction_code = message.jurisdiction_code
      AND h.ticket_id = message.ticket_id)`,
  }),
  deleteAfter({ code: 'provider-event', table: 'provider_event', since: 'received_at' }),
] as const;
