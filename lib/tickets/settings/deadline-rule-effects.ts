import type { Effect } from '@/lib/settings/setting-kind';
import type { DeadlineRule } from '../deadlines';
import { givesDueDate } from '../handling-deadline';
import { readReference } from '../reference';
import type { DeadlineRuleSetting } from './deadline-rule-setting';
import { dueEffects } from './due-effects';

/** What another limit does to open tickets. */
export async function deadlineRuleEffects({
  subject,
  before,
  after,
  now,
}: {
  subject: string;
  before: DeadlineRuleSetting | null;
  after: DeadlineRuleSetting | null;
  now: Date;
}): Promise<Effect[]> {
  if (!givesDueDate((after ?? before)!.stage))
    return [
      {
        level: 'information',
        text: {
          zh: '这个环节的时限不计入工单的办理期限，在办工单的期限不变',
          en: 'Due dates are not counted by the limit of this stage, so no open ticket’s date moves',
        },
      },
    ];
  const { deadlineRules, calendar } = await readReference();
  const others: (DeadlineRule & { id: string })[] = deadlineRules.filter(({ id }) => id !== subject);
  const rules = after ? [...others, { id: subject, ...after }] : others;
  return dueEffects({ deadlineRules: rules, calendar }, { of: 'rule', rule: subject }, now);
}
