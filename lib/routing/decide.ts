import { patternWeight } from '@/lib/tickets/deadlines';

/** A desk as deciding needs it. */
export interface DeskSummary {
  code: string;
  /** False: set aside for good. A paused desk still receives; its deliveries wait. */
  active: boolean;
}

/** One row of the routing table; patterns are a code, a prefix with `*`, or `*`. */
export interface RoutingRule {
  id: string;
  jurisdictionCode: string;
  /** Among equally specific rules the lowest number wins. */
  priority: number;
  categoryPattern: string;
  divisionPattern: string;
  urgency: string | null;
  requestType: string | null;
  deskCode: string;
}

/** What is known of a report when it is routed. */
export interface RoutingFacts {
  categoryCode: string | null;
  divisionCode: string;
  jurisdictionCode: string;
  urgency: string;
  requestType: string;
  /** The report is about enforcement itself. */
  aboutEnforcement?: boolean;
}

export type RoutingReason =
  | 'rule'
  /** The best rules name desks that are set aside; the next one was taken. */
  | 'next_rule'
  /** No rule fits: a person decides. */
  | 'no_rule'
  /** Rules fit, but none of their desks receives. */
  | 'no_active_desk'
  /** A complaint about enforcement never goes to the unit complained of by itself (黑发〔2017〕3号 二.14). */
  | 'about_enforcement';

export interface RoutingDecision {
  deskCode: string | null;
  reason: RoutingReason;
  /** The rule that decided. */
  rule?: string;
  /** Desks that are told as well. */
  copies: string[];
  /** A person must look before anything is sent. */
  triage: boolean;
}

function fits(rule: RoutingRule, facts: RoutingFacts): boolean {
  return (
    rule.jurisdictionCode === facts.jurisdictionCode &&
    (rule.urgency === null || rule.urgency === facts.urgency) &&
    (rule.requestType === null || rule.requestType === facts.requestType) &&
    patternWeight(rule.categoryPattern, facts.categoryCode ?? '') >= 0 &&
    patternWeight(rule.divisionPattern, facts.divisionCode) >= 0
  );
}

/** How much a pattern says whatever it fits: a whole code most, then the longer beginning. */
export const patternRank = (pattern: string): number =>
  pattern.endsWith('*') ? pattern.length - 1 : pattern.length + 1;

export const conditionsOf = (rule: RoutingRule): number =>
  Number(rule.urgency !== null) + Number(rule.requestType !== null);

/** Most specific first: category, then division, then conditions; then priority; then id, so that the order never depends on chance. */
function bySpecificity(left: RoutingRule, right: RoutingRule): number {
  return (
    patternRank(right.categoryPattern) - patternRank(left.categoryPattern) ||
    patternRank(right.divisionPattern) - patternRank(left.divisionPattern) ||
    conditionsOf(right) - conditionsOf(left) ||
    left.priority - right.priority ||
    (left.id < right.id ? -1 : 1)
  );
}

/** Rules in the order in which they are tried. */
export function inOrder(rules: readonly RoutingRule[]): RoutingRule[] {
  return rules.toSorted(bySpecificity);
}

/**
 * Which desk handles a report. Pure: the same facts, rules and desks always give the same answer.
 * Without a desk the report waits in triage with the reason; it is never dropped.
 */
export function decide(
  facts: RoutingFacts,
  rules: readonly RoutingRule[],
  desks: readonly DeskSummary[],
): RoutingDecision {
  const waiting = (reason: RoutingReason): RoutingDecision => ({
    deskCode: null,
    reason,
    copies: [],
    triage: true,
  });
  if (facts.aboutEnforcement) return waiting('about_enforcement');

  const candidates = inOrder(rules.filter((rule) => fits(rule, facts)));
  if (candidates.length === 0) return waiting('no_rule');

  const active = new Set(desks.filter((desk) => desk.active).map((desk) => desk.code));
  const chosen = candidates.findIndex((rule) => active.has(rule.deskCode));
  const rule = candidates[chosen];
  if (!rule) return waiting('no_active_desk');
  return {
    deskCode: rule.deskCode,
    reason: chosen === 0 ? 'rule' : 'next_rule',
    rule: rule.id,
    copies: [],
    triage: false,
  };
}
