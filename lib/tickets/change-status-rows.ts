import { newId } from '@/lib/platform/ids';
import type { EventAttachment, TicketChange } from './change-status-types';
import type { TicketEventType, TicketStatus, Transition } from './status';

/** A timeline row as it will be stored. */
export interface EventRow {
  id: string;
  at: Date;
  type: string;
  status: TicketStatus | null;
  deskCode: string | null;
  unit: string | null;
  text: string | null;
  reasonCode: string | null;
  dueAt: Date | null;
  isPublic: boolean;
  attachments: EventAttachment[] | null;
}

/**
 * Events whose text a desk writes for the reporter, or the reporter wrote. Every other text (why a desk returned or
 * suspended a ticket) is for staff, as is what comes with it: the row stays public without them, and they stand in a
 * second row that is not.
 */
const TEXT_FOR_REPORTER: ReadonlySet<TicketEventType> = new Set([
  'signed',
  'handling',
  'handled',
  'checked',
  'closed',
  'rework',
  'question',
  'message',
  'extension_requested',
  'extension_decided',
  'not_accepted',
  'addition',
  'answer',
  'withdrawn',
  'reopened',
]);

/** The facts of our own side: a later state proves them, and they happened when we accepted the report. */
const OWN_FACTS: ReadonlySet<TicketStatus> = new Set(['accepted', 'registered']);

/**
 * The rows of one change, oldest first: one per state passed through, then the event itself. Rows of one change may
 * share their time; their ids rise, so that (at, id) tells their order.
 */
export function timelineRows(change: TicketChange, transition: Transition, now: Date): EventRow[] {
  const moved = transition.kind === 'moved' ? transition : undefined;
  const passed = (moved?.via ?? []).map((status) => ({
    at:
      OWN_FACTS.has(status) && change.acceptedAt && change.acceptedAt < change.at
        ? change.acceptedAt
        : change.at,
    type: status,
    status,
    deskCode: OWN_FACTS.has(status) ? null : (change.deskCode ?? null),
    unit: null,
    text: null,
    reasonCode: null,
    dueAt: null,
    isPublic: true,
    attachments: null,
  }));
  const forReporter = TEXT_FOR_REPORTER.has(change.type);
  const own = {
    at: change.at,
    type: change.type,
    deskCode: change.deskCode ?? null,
    unit: change.unit ?? null,
    dueAt: change.dueAt ?? null,
  };
  const attachments = change.attachments?.length ? change.attachments : null;
  const rows = [
    ...passed,
    {
      ...own,
      status: moved?.status ?? null,
      text: forReporter ? (change.text ?? null) : null,
      reasonCode: forReporter ? (change.reasonCode ?? null) : null,
      isPublic: true,
      attachments: forReporter ? attachments : null,
    },
    ...(!forReporter && (change.text || change.reasonCode || attachments)
      ? [
          {
            ...own,
            status: null,
            text: change.text ?? null,
            reasonCode: change.reasonCode ?? null,
            isPublic: false,
            attachments,
          },
        ]
      : []),
  ];
  return rows.map((row, index) => ({ id: newId(now.getTime() + index), ...row }));
}
