import { noticeKind } from '@/lib/notices/notice-setting';
import { capsKind } from '@/lib/notify/caps-setting';
import { messageTemplateKind } from '@/lib/notify/template-setting';
import { DomainError } from '@/lib/platform/errors';
import { retentionClassKind } from '@/lib/privacy/retention-setting';
import { divisionListKind } from '@/lib/tickets/areas/division-setting';
import { gridListKind } from '@/lib/tickets/areas/grid-setting';
import { deskKind } from '@/lib/routing/desk-setting';
import { ruleKind } from '@/lib/routing/rule-setting';
import { calendarYearKind } from '@/lib/tickets/settings/calendar-setting';
import { categoryKind } from '@/lib/tickets/settings/category-setting';
import { deadlineRuleKind } from '@/lib/tickets/settings/deadline-rule-setting';
import { questionKind } from '@/lib/tickets/settings/question-setting';
import { workingHoursKind } from '@/lib/tickets/settings/working-hours-setting';
import { hiddenCategoriesKind } from '@/lib/tickets/cases/hidden-setting';
import { siteOwnerKind } from './site-owner';
import { anyKind, type AnyKind } from './setting-kind';

/** Every kind of setting that staff may change. A new one is a line here and one in app/_settings/screens.ts. */
const KINDS: readonly AnyKind[] = [
  anyKind(divisionListKind),
  anyKind(gridListKind),
  anyKind(siteOwnerKind),
  anyKind(retentionClassKind),
  anyKind(deskKind),
  anyKind(ruleKind),
  anyKind(categoryKind),
  anyKind(questionKind),
  anyKind(deadlineRuleKind),
  anyKind(calendarYearKind),
  anyKind(workingHoursKind),
  anyKind(messageTemplateKind),
  anyKind(capsKind),
  anyKind(noticeKind),
  anyKind(hiddenCategoriesKind),
];

/**
 * A kind by its name.
 * @throws DomainError not_found
 */
export function settingKind(name: string): AnyKind {
  const found = KINDS.find(({ kind }) => kind === name);
  if (!found) throw new DomainError('not_found');
  return found;
}

/** All of them. */
export function settingKinds(): readonly AnyKind[] {
  return KINDS;
}
