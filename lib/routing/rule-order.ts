import { patternWeight } from '@/lib/tickets/deadlines';
import { conditionsOf, inOrder, patternRank, type DeskSummary, type RoutingRule } from './decide';

/** What makes one rule come before another, in the order in which it counts. */
export type Precedence = 'category' | 'division' | 'conditions' | 'priority' | 'id';

/** A rule with what its place among the others means. */
export interface PlacedRule {
  rule: RoutingRule;
  /** It fits everything: what no other rule names goes there. */
  lastResort: boolean;
  /** Its desk is set aside, so the next fitting rule is taken. */
  deskOff: boolean;
  /** An earlier rule that takes everything this one could. */
  shadowedBy: string | null;
  /** The first later rule that some report fits as well, and why this one wins. */
  wins: { over: string; by: Precedence } | null;
  /** Priorities that would put it before the rule above, or behind the rule below, where nothing else decides. */
  moves: { up: number | null; down: number | null };
}

export const isLastResort = (rule: RoutingRule): boolean =>
  rule.categoryPattern === '*' &&
  rule.divisionPattern === '*' &&
  rule.urgency === null &&
  rule.requestType === null;

/** Two patterns have a code in common: one fits the other, its star taken for the end of a code. */
const patternsMeet = (one: string, other: string) =>
  patternWeight(one, other.replace(/\*$/, '')) >= 0 || patternWeight(other, one.replace(/\*$/, '')) >= 0;
const valuesMeet = (one: string | null, other: string | null) =>
  one === null || other === null || one === other;

function meet(one: RoutingRule, other: RoutingRule): boolean {
  return (
    patternsMeet(one.categoryPattern, other.categoryPattern) &&
    patternsMeet(one.divisionPattern, other.divisionPattern) &&
    valuesMeet(one.urgency, other.urgency) &&
    valuesMeet(one.requestType, other.requestType)
  );
}

/** An earlier rule is never less specific, so it takes everything of a later one only when both name the same. */
const sameConditions = (one: RoutingRule, other: RoutingRule) =>
  one.categoryPattern === other.categoryPattern &&
  one.divisionPattern === other.divisionPattern &&
  one.urgency === other.urgency &&
  one.requestType === other.requestType;

function precedence(one: RoutingRule, other: RoutingRule): Precedence {
  if (patternRank(one.categoryPattern) !== patternRank(other.categoryPattern)) return 'category';
  if (patternRank(one.divisionPattern) !== patternRank(other.divisionPattern)) return 'division';
  if (conditionsOf(one) !== conditionsOf(other)) return 'conditions';
  return one.priority === other.priority ? 'id' : 'priority';
}

/** True when the rules meet and only their numbers say which is first. */
const movable = (one: RoutingRule, other: RoutingRule) =>
  meet(one, other) && ['priority', 'id'].includes(precedence(one, other));

/** The rules of one prefecture in the order they are tried, each with why it stands there. */
export function placeRules(rules: readonly RoutingRule[], desks: readonly DeskSummary[]): PlacedRule[] {
  const active = new Set(desks.filter((desk) => desk.active).map(({ code }) => code));
  const ordered = inOrder(rules);
  return ordered.map((rule, index) => {
    const earlier = ordered.slice(0, index);
    const later = ordered.slice(index + 1);
    const loser = later.find((other) => meet(rule, other));
    const above = earlier.findLast((other) => movable(other, rule));
    const below = later.find((other) => movable(rule, other));
    return {
      rule,
      lastResort: isLastResort(rule),
      deskOff: !active.has(rule.deskCode),
      shadowedBy:
        earlier.find((other) => active.has(other.deskCode) && sameConditions(other, rule))?.id ?? null,
      wins: loser ? { over: loser.id, by: precedence(rule, loser) } : null,
      moves: {
        up: above && above.priority > 0 ? above.priority - 1 : null,
        down: below && below.priority < 9999 ? below.priority + 1 : null,
      },
    };
  });
}
