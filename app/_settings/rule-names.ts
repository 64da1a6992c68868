import { placeName } from '@/app/_report/place-names';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { RoutingRule } from '@/lib/routing/decide';
import { reference } from '@/lib/tickets/reference';

import type { PageContext } from '../_page/context';

export const URGENCIES: Record<string, MessageKey> = {
  normal: 'settings.routing.urgencies.normal',
  urgent: 'settings.routing.urgencies.urgent',
  critical: 'settings.routing.urgencies.critical',
};

export const TYPES: Record<string, MessageKey> = {
  enquiry: 'settings.routing.types.enquiry',
  help: 'settings.routing.types.help',
  complaint: 'settings.routing.types.complaint',
  report: 'settings.routing.types.report',
  suggestion: 'settings.routing.types.suggestion',
  praise: 'settings.routing.types.praise',
};

/** What a rule asks of a report, in words. */
export interface RuleWords {
  category: string;
  division: string;
  urgency: string;
  requestType: string;
}

/** Says rules in words; the names come from settings, read once. */
export async function ruleWords({
  t,
  locale,
}: Pick<PageContext, 't' | 'locale'>): Promise<(rule: RoutingRule) => RuleWords> {
  const { categories, divisions } = await reference();
  const any = t('settings.routing.any');
  const named = (pattern: string, name: string | undefined) =>
    pattern === '*' ? any : name ? `${pattern} ${name}` : pattern;
  const choice = (names: Record<string, MessageKey>, value: string | null) => {
    const key = value === null ? undefined : names[value];
    return key ? t(key) : (value ?? any);
  };
  return (rule) => {
    const category = categories.get(rule.categoryPattern);
    const division = divisions.get(rule.divisionPattern);
    return {
      category: named(
        rule.categoryPattern,
        category && (locale === 'en' ? category.nameEn : category.nameZh),
      ),
      division: named(rule.divisionPattern, division && placeName(division, locale)),
      urgency: choice(URGENCIES, rule.urgency),
      requestType: choice(TYPES, rule.requestType),
    };
  };
}
