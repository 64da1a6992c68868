import { env } from '@/lib/platform/env';
import { localePath, type Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translate';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { filterQuery } from '@/lib/tickets/cases/case-filters';
import type { CaseSummary } from '@/lib/tickets/cases/case-schemas';
import { listCases, readableCaseQuery } from '@/lib/tickets/cases/list-cases';

import { caseLine, casePlace } from './case-words';

const ENTRIES = 50;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Characters that XML 1.0 does not allow cannot be escaped either. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const xml = (text: string) =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Cases as an Atom feed (RFC 4287) of one filter. Ids are URNs, so that they outlive a change of address. */
export function caseFeed(locale: Locale) {
  return route('cases.feed', async (request, { address }) => {
    await limit('read-address', address);
    const t = translator(locale);
    const { filters } = readableCaseQuery(new URL(request.url).searchParams);
    const { items } = await listCases({ filters, cursor: null }, ENTRIES);
    const origin = env().publicBaseUrl;
    const query = filterQuery(filters);
    const page = origin + localePath(locale, '/cases') + query;
    const self = origin + localePath(locale, '/cases/feed.xml') + query;
    const newest =
      items
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .at(-1) ?? '1970-01-01T00:00:00.000Z';
    const entry = (item: CaseSummary) => `
  <entry>
    <id>urn:12319:case:${item.id}</id>
    <title>${xml(`${item.category.name[locale]} · ${casePlace(item, locale)}`)}</title>
    <link rel="alternate" href="${xml(origin + localePath(locale, `/cases/${item.id}`))}"/>
    <published>${item.submittedAt}</published>
    <updated>${item.updatedAt}</updated>
    <category term="${xml(item.category.code)}" label="${xml(item.category.name[locale])}"/>
    <summary>${xml(caseLine(item, { t, locale }))}</summary>
  </entry>`;
    const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>${xml(self)}</id>
  <title>${xml(t('cases.feedTitle'))}</title>
  <updated>${newest}</updated>
  <author><name>12319</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>
  <link rel="alternate" type="text/html" href="${xml(page)}"/>${items.map(entry).join('')}
</feed>
`;
    return new Response(body, {
      headers: {
        'content-type': 'application/atom+xml; charset=utf-8',
        'cache-control': 'public, s-maxage=2',
        'access-control-allow-origin': '*',
      },
    });
  });
}
