import type { PageContext } from '@/app/_page/context';
import { Tag } from '@/app/_ui/content/tag';
import type { CaseSummary } from '@/lib/tickets/cases/case-schemas';

import { caseDates, casePlace } from './case-words';

/** Cases as cards, the newest first; each leads to its page. */
export function CaseCards({
  items,
  context: { t, link, locale },
}: {
  items: readonly CaseSummary[];
  context: PageContext;
}) {
  return (
    <ul className="mb-6 grid gap-4 md:grid-cols-2">
      {items.map((item) => (
        <li key={item.id} className="bg-surface border-line flex flex-col gap-1 rounded-md border p-4">
          <h3 className="text-lg">
            <a href={link(`/cases/${item.id}`)} className="min-h-target inline-flex items-center">
              {item.category.name[locale]}
            </a>
          </h3>
          <p>{casePlace(item, locale)}</p>
          <p className="flex flex-wrap gap-2">
            <Tag kind={item.state === 'closed' ? 'good' : 'neutral'}>{item.statusText[locale]}</Tag>
            {item.overdue ? <Tag kind="danger">{t('cases.overdueTag')}</Tag> : null}
          </p>
          <p className="text-muted text-sm">{caseDates(item, { t, locale })}</p>
          {item.result || item.description ? <p lang="zh-CN">{item.result ?? item.description}</p> : null}
        </li>
      ))}
    </ul>
  );
}
