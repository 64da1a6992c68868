import type { TicketEventType, TicketStatus } from './status';

/** Which ticket. */
export interface TicketKey {
  jurisdictionCode: string;
  ticketId: string;
}

/** A file a desk names; it stays at the desk. */
export interface EventAttachment {
  url: string;
  sha256: string;
  mediaType: string;
}

/** What happened to a ticket. `at` is by the clock of whoever did it. */
export interface TicketChange {
  type: TicketEventType;
  at: Date;
  text?: string;
  /** Handling unit as the desk names it. */
  unit?: string;
  deskCode?: string;
  reasonCode?: string;
  dueAt?: Date;
  attachments?: EventAttachment[];
  /** The desk's own id of the event, for the audit trail. */
  eventId?: string;
  /** When we accepted the report, if this change is what proves it: the time of the states passed through. */
  acceptedAt?: Date;
}

/** The columns of a ticket that a change reads. */
export interface LockedTicket {
  tracking_number: string;
  status: TicketStatus;
  locale: string;
  desk_code: string | null;
  desk_name_zh: string | null;
  desk_name_en: string | null;
  unit: string | null;
  due_at: Date | null;
  last_desk_event_at: Date | null;
  submitted_at: Date;
}
