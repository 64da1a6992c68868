import type { ErrorCode } from '@/lib/platform/error-catalogue';
import { applyEvent, isOpen, type TicketStatus } from './status';

/** What the holder of number and code, or of the signed link, may do. */
export const REPORTER_ACTS = ['answer', 'addition', 'urging', 'withdrawal', 'reopen', 'contact'] as const;
export type ReporterAct = (typeof REPORTER_ACTS)[number];

/** What decides it. Events are those the reporter sees, oldest first. */
export interface ActFacts {
  status: TicketStatus;
  /** Its words are gone: nobody could deal with it again. */
  purgedAt: Date | null;
  timeline: readonly {
    at: string;
    /** When we learnt of it: a desk may tell late that it has closed a ticket. */
    recordedAt: string;
    type: string;
    status: TicketStatus | null;
    text: string | null;
  }[];
}

/** A closed ticket may be reopened for so long (product.md). */
const REOPEN_MS = 7 * 86_400_000;
/** China has one zone and no summer time. */
const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai, as a number that rises by one each day. */
function dayOf(at: Date): number {
  return Math.floor((at.getTime() + SHANGHAI_MS) / 86_400_000);
}

/** The desk's questions since the last answer, oldest first. */
export function openQuestions({ status, timeline }: ActFacts): { at: string; text: string }[] {
  if (!isOpen(status)) return [];
  const answered = timeline.findLastIndex(({ type }) => type === 'answer');
  return timeline
    .slice(answered + 1)
    .flatMap(({ type, at, text }) => (type === 'question' && text ? [{ at, text }] : []));
}

function reopening({ status, timeline }: ActFacts, now: Date): ErrorCode | null {
  if (applyEvent(status, 'reopened').kind !== 'moved') return 'act_not_closed';
  if (timeline.some(({ type }) => type === 'reopened')) return 'act_reopened_before';
  const closed = timeline.findLast((row) => row.status === 'closed');
  const since = closed ? now.getTime() - Date.parse(closed.recordedAt) : Number.POSITIVE_INFINITY;
  return since > REOPEN_MS ? 'act_reopen_late' : null;
}

/** Why an act is not possible now, or null when it is. Pure; page and command ask the same. */
export function refusalOf(act: ReporterAct, facts: ActFacts, now: Date): ErrorCode | null {
  if (facts.purgedAt) return 'act_purged';
  switch (act) {
    case 'contact':
      return null;
    case 'reopen':
      return reopening(facts, now);
    case 'withdrawal':
      return applyEvent(facts.status, 'withdrawn').kind === 'moved' ? null : 'act_withdraw_late';
    case 'addition':
      return isOpen(facts.status) ? null : 'act_not_open';
    case 'answer':
      return openQuestions(facts).length > 0 ? null : 'act_no_question';
    case 'urging': {
      if (!isOpen(facts.status)) return 'act_not_open';
      const today = facts.timeline.some(
        ({ type, at }) => type === 'urging' && dayOf(new Date(at)) === dayOf(now),
      );
      return today ? 'act_urged_today' : null;
    }
  }
}

/** The acts that are possible now, in the order a page offers them. */
export function possibleActs(facts: ActFacts, now: Date): ReporterAct[] {
  return REPORTER_ACTS.filter((act) => refusalOf(act, facts, now) === null);
}
