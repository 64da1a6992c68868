import type { Effect } from '@/lib/settings/setting-kind';
import { dryRunEffects } from './dry-run-effects';
import { routingOf, type Routing } from './dry-run';
import { isLastResort, placeRules } from './rule-order';
import type { RuleSetting } from './rule-setting';

/** True when some rule with a desk that receives takes what no other rule names. */
function hasLastResort({ rules, desks }: Routing): boolean {
  const active = new Set(desks.filter((desk) => desk.active).map(({ code }) => code));
  return rules.some((rule) => isLastResort(rule) && active.has(rule.deskCode));
}

/** A warning when a prefecture is left without a rule of last resort. */
export function lastResortEffect(present: Routing, proposed: Routing): Effect[] {
  if (!hasLastResort(present) || hasLastResort(proposed)) return [];
  return [
    {
      level: 'warning',
      text: {
        zh: '改后没有可用的兜底规则：其他规则都不符合的工单将没有承办平台，转人工研判。',
        en: 'No working rule of last resort is left: what no other rule fits has no desk and waits for a person.',
      },
    },
  ];
}

/** What a changed, new or removed rule would do. */
export async function ruleEffects({
  subject,
  before,
  after,
  now,
}: {
  subject: string;
  before: RuleSetting | null;
  after: RuleSetting | null;
  now: Date;
}): Promise<Effect[]> {
  const { jurisdictionCode } = (after ?? before)!;
  const present = await routingOf(jurisdictionCode);
  const others = present.rules.filter(({ id }) => id !== subject);
  const proposed: Routing = { ...present, rules: after ? [...others, after] : others };
  const placed = placeRules(proposed.rules, proposed.desks).find(({ rule }) => rule.id === subject);
  const effects = lastResortEffect(present, proposed);
  if (placed?.shadowedBy)
    effects.push({
      level: 'warning',
      text: {
        zh: `这条规则用不到：规则 ${placed.shadowedBy} 的条件相同，排在它前面。`,
        en: `This rule never decides: rule ${placed.shadowedBy} has the same conditions and comes first.`,
      },
    });
  if (placed?.deskOff)
    effects.push({
      level: 'warning',
      text: {
        zh: '所选平台已停用，符合的工单将按下一条规则派送。',
        en: 'The desk is switched off, so the next fitting rule is taken.',
      },
    });
  return [...effects, ...(await dryRunEffects(jurisdictionCode, present, proposed, now))];
}
