import type { PageContext } from '@/app/_page/context';
import { Cards, type Card } from '@/app/_ui/content/cards';
import type { CaseSummary } from '@/lib/tickets/cases/case-schemas';

import { caseDates, casePlace } from './case-words';

function cardOf(item: CaseSummary, context: PageContext): Card {
  const { t, link, locale } = context;
  const words = item.result || item.description;
  return {
    href: link(`/cases/${item.id}`),
    title: item.category.name[locale],
    note: `${casePlace(item, locale)}\n${caseDates(item, context)}`,
    tags: [
      [item.state === 'closed' ? 'good' : 'neutral', item.statusText[locale]],
      ...(item.overdue ? [['danger', t('cases.overdueTag')] as const] : []),
    ],
    ...(words ? { words: { text: words, lang: 'zh-CN' } } : {}),
  };
}

/** Cases as cards, the newest first; each leads to its page. */
export function CaseCards({ items, context }: { items: readonly CaseSummary[]; context: PageContext }) {
  return <Cards cards={items.map((item) => cardOf(item, context))} />;
}
