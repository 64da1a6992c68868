import { atomResponse } from '@/app/_page/atom';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translate';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { filterQuery } from '@/lib/tickets/cases/case-filters';
import { listCases, readableCaseQuery } from '@/lib/tickets/cases/list-cases';

import { caseLine, casePlace } from './case-words';

const ENTRIES = 50;

/** Cases as an Atom feed of one filter. */
export function caseFeed(locale: Locale) {
  return route('cases.feed', async (request, { address }) => {
    await limit('read-address', address);
    const t = translator(locale);
    const { filters } = readableCaseQuery(new URL(request.url).searchParams);
    const { items } = await listCases({ filters, cursor: null }, ENTRIES);
    return atomResponse({
      locale,
      title: t('cases.feedTitle'),
      path: '/cases',
      query: filterQuery(filters),
      entries: items.map((item) => ({
        id: `urn:12319:case:${item.id}`,
        title: `${item.category.name[locale]} · ${casePlace(item, locale)}`,
        path: `/cases/${item.id}`,
        published: item.submittedAt,
        updated: item.updatedAt,
        category: { code: item.category.code, name: item.category.name[locale] },
        summary: caseLine(item, { t, locale }),
      })),
    });
  });
}
