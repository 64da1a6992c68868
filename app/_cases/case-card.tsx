import type { PageContext } from '@/app/_page/context';
import { Tag } from '@/app/_ui/content/tag';
import { Sheet } from '@/app/_ui/layout/page';
import type { CaseSummary } from '@/lib/tickets/cases/case-schemas';

import { caseDates, casePlace } from './case-words';

/** The case that a page is about, in short. */
export function CaseCard({ item, context: { t, locale } }: { item: CaseSummary; context: PageContext }) {
  return (
    <Sheet>
      <h2 className="text-lg">{item.category.name[locale]}</h2>
      <p>{casePlace(item, locale)}</p>
      <p className="my-1 flex flex-wrap gap-2">
        <Tag kind={item.state === 'closed' ? 'good' : 'neutral'}>{item.statusText[locale]}</Tag>
        {item.overdue ? <Tag kind="danger">{t('cases.overdueTag')}</Tag> : null}
      </p>
      <p className="text-muted text-sm">{caseDates(item, { t, locale })}</p>
      {item.followers > 0 ? <p>{t('cases.followers', { count: item.followers })}</p> : null}
    </Sheet>
  );
}
