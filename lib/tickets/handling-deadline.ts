import {
  dueAt,
  pickDeadlineRule,
  type AreaClass,
  type Deadline,
  type DeadlineRule,
  type DeadlineStage,
} from './deadlines';
import type { Reference } from './reference';

/** An enquiry, suggestion or praise needs an answer, not field work. */
const ANSWERED: ReadonlySet<string> = new Set(['enquiry', 'suggestion', 'praise']);

/** True when the stage's limit is the date that a ticket is due. */
export function givesDueDate(stage: DeadlineStage): boolean {
  return stage === 'handle' || stage === 'answer';
}

/**
 * Until when a ticket is to be dealt with, counted from `from`, and the rule that says so; null without a rule. A place
 * in no grid counts as ordinary (area class B).
 */
export function handlingDeadline(
  ticket: { requestType: string; categoryCode: string | null; areaClass?: AreaClass },
  { deadlineRules, calendar }: Pick<Reference, 'deadlineRules' | 'calendar'>,
  from: Date,
): (Deadline & { rule: DeadlineRule & { id: string } }) | null {
  const stage = ANSWERED.has(ticket.requestType) ? 'answer' : 'handle';
  const { categoryCode, areaClass = 'B' } = ticket;
  const rule = pickDeadlineRule(deadlineRules, { categoryCode, areaClass, stage });
  return rule && { rule, ...dueAt(from, rule.amount, rule.unit, calendar) };
}
