/**
 * The one pure transition table of a ticket. States follow the urban-management process
 * (GB/T 30428: collection, registration, dispatch, handling, feedback, check, evaluation).
 */

export const TICKET_STATUSES = [
  'draft',
  'submitted',
  'accepted',
  'not_accepted',
  'verifying',
  'registered',
  'dispatched',
  'signed',
  'returned',
  'handling',
  'extension_requested',
  'suspended',
  'handled',
  'checking',
  'rework',
  'closed',
  'callback',
  'reopened',
  'archived',
  'transferred_110',
  'withdrawn',
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** Events a desk may send (contract of the desk connector, field `type`). */
export const DESK_EVENT_TYPES = [
  'signed',
  'returned',
  'handling',
  'extension_requested',
  'suspended',
  'resumed',
  'handled',
  'checked',
  'rework',
  'closed',
  'question',
  'message',
] as const;
export type DeskEventType = (typeof DESK_EVENT_TYPES)[number];

/** Events that start on our side; `received_by_desk` is the desk's 2xx answer to a work order. */
export const OWN_EVENT_TYPES = [
  'submitted',
  'accepted',
  'not_accepted',
  'verifying',
  'registered',
  'dispatched',
  'received_by_desk',
  'extension_decided',
  'withdrawn',
  'reopened',
  'callback',
  'archived',
  'transferred_110',
  'addition',
  'answer',
  'urging',
  'contact_changed',
] as const;
export type OwnEventType = (typeof OWN_EVENT_TYPES)[number];

export type TicketEventType = DeskEventType | OwnEventType;
export const TICKET_EVENT_TYPES: readonly TicketEventType[] = [...OWN_EVENT_TYPES, ...DESK_EVENT_TYPES];

/** Why one of our own events is not possible now. A desk's event on a ticket is never refused, only noted. */
export type RefusalReason =
  | 'not_submitted'
  | 'already_final'
  | 'already_with_desk'
  | 'already_handled'
  | 'not_closed'
  | 'not_possible_now';

export type Transition =
  /** `via` lists states passed through on the way, oldest first: each is a public timeline row of its own. */
  | { kind: 'moved'; status: TicketStatus; via?: TicketStatus[] }
  /** Recorded without a change. `confirms`: the event says what the ticket already is, so it counts as applied for `shouldApply`. */
  | { kind: 'noted'; confirms: boolean }
  | { kind: 'refused'; reason: RefusalReason };

export type NextStep = 'triage' | 'delivery' | 'desk' | 'reporter' | 'operator';

interface Rule {
  to: TicketStatus;
  from: readonly TicketStatus[];
  /** A state the event itself passes through, before `to`. */
  through?: TicketStatus;
  /** States that already include what the event says, besides `to`. */
  implied?: readonly TicketStatus[];
}

const BEFORE_DESK = ['submitted', 'accepted', 'verifying', 'registered'] as const;
/**
 * No desk is at work: only a new hand-over brings the ticket back to one. A reopened ticket still has its desk, which may
 * take it up again by `signed`, `handling` or `rework`; an end it tells before that belongs to the work that was done.
 */
const WITHOUT_WORK = ['returned', 'reopened'] as const;
const TO_SEND = [...BEFORE_DESK, ...WITHOUT_WORK] as const;
const TO_SIGN = [...BEFORE_DESK, 'dispatched', 'transferred_110'] as const;
const TO_HANDLE = [...TO_SIGN, 'signed', 'extension_requested', 'suspended', 'rework'] as const;
const IN_WORK = [...TO_HANDLE, 'handling'] as const;
const WITH_DESK: readonly TicketStatus[] = [
  'dispatched',
  'signed',
  'handling',
  'extension_requested',
  'suspended',
  'rework',
];
const UNDER_CHECK = ['handled', 'checking'] as const;
const DONE = ['closed', 'callback', 'archived'] as const;
const FINAL: readonly TicketStatus[] = ['not_accepted', 'withdrawn', 'archived'];

const closing: Rule = { to: 'closed', from: [...IN_WORK, ...UNDER_CHECK], implied: DONE };

/** Events that are not in this table (question, message, what the reporter adds) never change the state. */
const RULES: Partial<Record<TicketEventType, Rule>> = {
  submitted: { to: 'submitted', from: ['draft'] },
  accepted: { to: 'accepted', from: ['submitted', 'transferred_110'] },
  not_accepted: { to: 'not_accepted', from: ['submitted', 'accepted', 'verifying', 'returned'] },
  verifying: { to: 'verifying', from: ['submitted', 'accepted'] },
  registered: { to: 'registered', from: ['submitted', 'accepted', 'verifying'] },
  dispatched: { to: 'dispatched', from: [...TO_SEND, 'transferred_110'] },
  received_by_desk: { to: 'dispatched', from: TO_SEND },
  signed: { to: 'signed', from: [...TO_SIGN, 'reopened'] },
  returned: { to: 'returned', from: [...IN_WORK, ...UNDER_CHECK, 'reopened'] },
  handling: { to: 'handling', from: [...TO_HANDLE, 'reopened'] },
  extension_requested: { to: 'extension_requested', from: IN_WORK },
  extension_decided: { to: 'handling', from: ['extension_requested'] },
  suspended: { to: 'suspended', from: IN_WORK },
  resumed: { to: 'handling', from: TO_HANDLE },
  handled: { to: 'checking', from: [...IN_WORK, 'handled'], through: 'handled' },
  checked: closing,
  closed: closing,
  // A forward jump too: the desk's `handled` may have been lost on the way.
  rework: { to: 'rework', from: [...IN_WORK, ...UNDER_CHECK, ...DONE, 'reopened'] },
  withdrawn: {
    to: 'withdrawn',
    from: [
      ...BEFORE_DESK,
      'returned',
      'dispatched',
      'signed',
      'handling',
      'extension_requested',
      'suspended',
    ],
  },
  reopened: { to: 'reopened', from: DONE },
  callback: { to: 'callback', from: ['closed'] },
  archived: { to: 'archived', from: ['closed', 'callback'] },
  transferred_110: { to: 'transferred_110', from: [...IN_WORK, ...UNDER_CHECK, ...WITHOUT_WORK] },
};

/** Facts that a later state proves, so a jump over them still shows them to the public. */
const PROVEN_BY: readonly (readonly [TicketStatus, readonly TicketStatus[]])[] = [
  ['accepted', ['submitted']],
  ['registered', ['submitted', 'accepted', 'verifying']],
  ['dispatched', [...TO_SEND]],
];
const RANK_BEFORE_WORK: Partial<Record<TicketStatus, number>> = {
  accepted: 1,
  verifying: 1,
  registered: 2,
  dispatched: 3,
};
/** Reaching one of these says nothing about a desk having the ticket. */
const NOT_PROOF: readonly TicketStatus[] = ['not_accepted', 'withdrawn', 'returned', 'transferred_110'];

const DESK_EVENTS: ReadonlySet<string> = new Set([...DESK_EVENT_TYPES, 'received_by_desk']);

function passedThrough(status: TicketStatus, rule: Rule): TicketStatus[] {
  const via: TicketStatus[] = [];
  if (!NOT_PROOF.includes(rule.to)) {
    const reached = RANK_BEFORE_WORK[rule.to] ?? 4;
    for (const [fact, missingIn] of PROVEN_BY) {
      if (missingIn.includes(status) && (RANK_BEFORE_WORK[fact] ?? 0) < reached) via.push(fact);
    }
  }
  if (rule.through && rule.through !== status) via.push(rule.through);
  return via;
}

function refusal(status: TicketStatus, event: TicketEventType): RefusalReason {
  if (status === 'draft') return 'not_submitted';
  if (event === 'reopened') return FINAL.includes(status) ? 'already_final' : 'not_closed';
  if (FINAL.includes(status)) return 'already_final';
  if (event === 'callback' || event === 'archived') return 'not_closed';
  if (event === 'withdrawn') return 'already_handled';
  return WITH_DESK.includes(status) ? 'already_with_desk' : 'not_possible_now';
}

/**
 * What an event does to a ticket in `status`. Pure; the caller writes the timeline row in every case but `refused`.
 * Forward jumps are legal (a desk may skip or lose events); backwards only by `returned`, `rework`, `reopened` or our own dispatch.
 */
export function applyEvent(status: TicketStatus, event: TicketEventType): Transition {
  const rule = RULES[event];
  if (status === 'draft' && event !== 'submitted') return { kind: 'refused', reason: 'not_submitted' };
  if (!rule) return { kind: 'noted', confirms: false };
  if (status === rule.to) return { kind: 'noted', confirms: true };
  if (rule.from.includes(status)) {
    const via = passedThrough(status, rule);
    return via.length > 0 ? { kind: 'moved', status: rule.to, via } : { kind: 'moved', status: rule.to };
  }
  if (rule.implied?.includes(status)) return { kind: 'noted', confirms: true };
  if (DESK_EVENTS.has(event)) return { kind: 'noted', confirms: false };
  return { kind: 'refused', reason: refusal(status, event) };
}

const NEXT_STEPS: Record<TicketStatus, NextStep | null> = {
  draft: 'reporter',
  submitted: 'delivery',
  accepted: 'delivery',
  not_accepted: null,
  verifying: 'operator',
  registered: 'delivery',
  dispatched: 'desk',
  signed: 'desk',
  returned: 'triage',
  handling: 'desk',
  extension_requested: 'operator',
  suspended: 'desk',
  handled: 'desk',
  checking: 'desk',
  rework: 'desk',
  closed: 'operator',
  callback: 'reporter',
  reopened: 'delivery',
  archived: null,
  transferred_110: 'operator',
  withdrawn: null,
};

/**
 * Who must act next; null only for final states. A ticket that waits for delivery but has no desk waits for triage.
 */
export function nextStep(status: TicketStatus, hasDesk = true): NextStep | null {
  const step = NEXT_STEPS[status];
  return step === 'delivery' && !hasDesk ? 'triage' : step;
}

/** Nobody acts any more (an archived ticket can still be reopened by its reporter in time). */
export function isFinal(status: TicketStatus): boolean {
  return FINAL.includes(status);
}

/** Work is still owed: submitted and neither closed nor ended in any other way. */
export function isOpen(status: TicketStatus): boolean {
  return status !== 'draft' && !FINAL.includes(status) && !(DONE as readonly string[]).includes(status);
}

/**
 * Whether a desk's event may change the state. `lastDeskEventAt` is the desk's own time of the last event OF THE SAME DESK that
 * moved or confirmed the state (never of one that was merely noted: else a late `rework` would be lost behind it).
 * An older event is only recorded.
 */
export function shouldApply(eventAt: Date, lastDeskEventAt: Date | null): boolean {
  return lastDeskEventAt === null || eventAt.getTime() >= lastDeskEventAt.getTime();
}
