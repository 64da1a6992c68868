import { casePlace, caseDates } from '@/app/_cases/case-words';
import { findTopics } from '@/app/_help/topics';
import { noticeText, noticeTime } from '@/app/_notices/notice-words';
import type { PageContext } from '@/app/_page/context';
import { searchNotices } from '@/lib/notices/list-notices';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { filterQuery } from '@/lib/tickets/cases/case-filters';
import { listCases } from '@/lib/tickets/cases/list-cases';

/** One thing that was found. */
export interface SearchHit {
  /** Without language. */
  path: string;
  title: string;
  text: string;
  /** Language of title and text where it is not the page's. */
  lang?: Locale;
}

/** What one source found. */
export interface SearchResult {
  hits: SearchHit[];
  count: number;
  /** There are more than `count`. */
  capped?: boolean;
  /** Where all of them are listed, without language. */
  all?: string;
}

/** Something that can be searched: `find` gets words that have a letter or digit, at most 60 characters. */
interface SearchSource {
  id: string;
  title: MessageKey;
  find: (words: string, context: PageContext) => Promise<SearchResult>;
}

/** Hits of a source on the page of all. */
const SHOWN = 5;

const help: SearchSource = {
  id: 'help',
  title: 'help.nav',
  find: async (words, context) => {
    const found = findTopics(words, context);
    const hits = found.map(({ id, title, text }) => ({ path: `/help#${id}`, title, text }));
    return { hits: hits.slice(0, SHOWN), count: found.length, all: '/help' };
  },
};

const notices: SearchSource = {
  id: 'notices',
  title: 'notices.nav',
  find: async (words, context) => {
    const found = await searchNotices(words);
    const hits = found.slice(0, SHOWN).map((notice) => {
      const { text: title, lang } = noticeText(notice.title, context);
      const hit: SearchHit = { path: `/notices/${notice.id}`, title, text: noticeTime(notice, context) };
      return lang ? { ...hit, lang } : hit;
    });
    return { hits, count: found.length, all: '/notices' };
  },
};

const cases: SearchSource = {
  id: 'cases',
  title: 'cases.nav',
  find: async (words, context) => {
    const { items, count, capped } = await listCases({ filters: { q: words }, cursor: null }, SHOWN);
    const hits = items.map((item) => ({
      path: `/cases/${item.id}`,
      title: `${item.category.name[context.locale]} · ${casePlace(item, context.locale)}`,
      text: `${item.statusText[context.locale]} · ${caseDates(item, context)}`,
    }));
    return { hits, count, capped, all: `/cases${filterQuery({ q: words })}` };
  },
};

/** Everything the search looks in, in the order of the page. A new list of records joins by one line. */
export const searchSources: readonly SearchSource[] = [help, notices, cases];
