import type { PageContext } from '@/app/_page/context';
import { Tag } from '@/app/_ui/content/tag';
import type { CaseSummary } from '@/lib/tickets/cases/case-schemas';

import { caseDates, casePlace } from './case-words';

/** Cases as cards, the newest first; each leads to its page. The looks stand once at the list, for it is rendered again and again. */
export function CaseCards({
  items,
  context: { t, link, locale },
}: {
  items: readonly CaseSummary[];
  context: PageContext;
}) {
  return (
    <ul className="*:bg-surface *:border-line [&_a]:min-h-target [&_h3+p]:text-muted mb-6 grid gap-4 *:rounded-md *:border *:p-4 md:grid-cols-2 [&_a]:inline-flex [&_a]:items-center [&_h3]:text-lg [&_h3+p]:whitespace-pre-line [&_p]:mb-1">
      {items.map((item) => (
        <li key={item.id}>
          <h3>
            <a href={link(`/cases/${item.id}`)}>{item.category.name[locale]}</a>
          </h3>
          <p>{`${casePlace(item, locale)}\n${caseDates(item, { t, locale })}`}</p>
          <Tag kind={item.state === 'closed' ? 'good' : 'neutral'}>{item.statusText[locale]}</Tag>
          {item.overdue ? ' ' : null}
          {item.overdue ? <Tag kind="danger">{t('cases.overdueTag')}</Tag> : null}
          {item.result || item.description ? <p lang="zh-CN">{item.result ?? item.description}</p> : null}
        </li>
      ))}
    </ul>
  );
}
