import type { PageContext } from '@/app/_page/context';
import { locales } from '@/lib/platform/i18n/locales';
import { translator, type Translate } from '@/lib/platform/i18n/translate';
import { likePatterns, searchForm, searchTerms } from '@/lib/platform/search-text';
import { wordsOf } from '@/lib/tickets/views';
import { TICKET_STATUSES } from '@/lib/tickets/status';

/** The topics of the help page in their order: each is a heading, an anchor and a text of the message catalogue. */
export const TOPICS = [
  'who',
  'report',
  'phone',
  'photos',
  'anonymous',
  'minors',
  'track',
  'states',
  'time',
  'dissatisfied',
  'enforcement',
  'privacy',
] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * The numbers of the table "who do I call". What 110 and 12345 take: 国办发〔2022〕12号; what 12345 does not: 黑龙江省进一步优化政务服务
 * 便民热线工作的实施方案 (2021).
 */
export const NUMBERS = ['12319', '110', '119', '120', '122', '12345', '95598', 'gas'] as const;

/** The states a reporter may meet, in the order of the work: neither before sending nor in the archive. */
export const STEPS = TICKET_STATUSES.filter((status) => status !== 'draft' && status !== 'archived');

/** What a topic shows beside its text, for the search. */
function more(topic: Topic, t: Translate): string[] {
  if (topic === 'who')
    return NUMBERS.flatMap((number) => [
      number,
      t(`help.numbers.${number}.name`),
      t(`help.numbers.${number}.yes`),
      t(`help.numbers.${number}.no`),
    ]);
  if (topic === 'states')
    return STEPS.flatMap((step) => [...Object.values(wordsOf(step)), t(`help.state.${step}`)]);
  return [];
}

/** A topic that was found. */
interface FoundTopic {
  id: Topic;
  title: string;
  /** Its first sentences. */
  text: string;
}

const both = (texts: (t: Translate) => string[]) =>
  searchForm(locales.map(translator).flatMap(texts).join(' '));

/** In both languages: in an English page somebody may still type the Chinese word on a sign. */
const forms = TOPICS.map((id) => {
  const title = (t: Translate) => t(`help.topic.${id}.title`);
  const text = (t: Translate) => t(`help.topic.${id}.text`);
  // the surer first: title, text, what stands beside it
  const ranks = [
    both((t) => [title(t)]),
    both((t) => [title(t), text(t)]),
    both((t) => [title(t), text(t), ...more(id, t)]),
  ];
  return { id, ranks };
});

/** Topics that have all the words, those with the words in their title first. */
export function findTopics(words: string, { t }: Pick<PageContext, 't'>): FoundTopic[] {
  const patterns = likePatterns(searchTerms(words)).map((pattern) => pattern.slice(1, -1));
  if (patterns.length === 0) return [];
  const has = (form: string) => patterns.every((pattern) => form.includes(pattern));
  const found = forms
    .map(({ id, ranks }) => ({ id, rank: ranks.findIndex(has) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank);
  return found.map(({ id }) => ({
    id,
    title: t(`help.topic.${id}.title`),
    text: t(`help.topic.${id}.text`).split('\n')[0]!.replace(/^- /, ''),
  }));
}
