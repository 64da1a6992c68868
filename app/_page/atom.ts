import { localePath, type Locale } from '@/lib/platform/i18n/locales';
import { env } from '@/lib/platform/env';

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

/** One entry; times as ISO 8601, `path` without host and language. */
export interface AtomEntry {
  /** A URN, so that it outlives a change of address. */
  id: string;
  title: string;
  path: string;
  published: string;
  updated: string;
  category: { code: string; name: string };
  summary: string;
  /** Language of title and summary where it is not the feed's. */
  lang?: Locale;
}

interface AtomFeed {
  locale: Locale;
  title: string;
  /** The page that shows the same, without host and language. */
  path: string;
  /** `?…` of the filter, or nothing. */
  query: string;
  entries: readonly AtomEntry[];
}

function entryXml(entry: AtomEntry, origin: string, locale: Locale): string {
  const { id, title, path, published, updated, category, summary, lang } = entry;
  const spoken = lang ? ` xml:lang="${lang}"` : '';
  return `
  <entry>
    <id>${xml(id)}</id>
    <title${spoken}>${xml(title)}</title>
    <link rel="alternate" href="${xml(origin + localePath(locale, path))}"/>
    <published>${published}</published>
    <updated>${updated}</updated>
    <category term="${xml(category.code)}" label="${xml(category.name)}"/>
    <summary${spoken}>${xml(summary)}</summary>
  </entry>`;
}

/** An Atom feed (RFC 4287) at `feed.xml` below the page that shows the same; public, as that page is. */
export function atomResponse({ locale, title, path, query, entries }: AtomFeed): Response {
  const origin = env().publicBaseUrl;
  const self = origin + localePath(locale, `${path}/feed.xml`) + query;
  const newest =
    entries
      .map(({ updated }) => updated)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00.000Z';
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>${xml(self)}</id>
  <title>${xml(title)}</title>
  <updated>${newest}</updated>
  <author><name>12319</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>
  <link rel="alternate" type="text/html" href="${xml(origin + localePath(locale, path) + query)}"/>${entries.map((entry) => entryXml(entry, origin, locale)).join('')}
</feed>
`;
  return new Response(body, {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'public, s-maxage=2',
      'access-control-allow-origin': '*',
    },
  });
}
