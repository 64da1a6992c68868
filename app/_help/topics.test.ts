import { describe, expect, test } from 'vitest';
import { translator } from '@/lib/platform/i18n/translate';
import { findTopics, TOPICS } from './topics';

const found = (words: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  findTopics(words, { t: translator(locale) }).map(({ id }) => id);

describe('help topics', () => {
  test.each([
    ['停电', 'who'],
    ['95598', 'who'],
    ['燃气味', 'who'],
    ['复议', 'dissatisfied'],
    ['不满意', 'dissatisfied'],
    ['孩子 监护人', undefined],
    ['监护人', 'minors'],
    ['执法人员', 'enforcement'],
    ['退订', 'phone'],
    ['挂账', undefined],
    ['长期跟踪', 'states'],
    ['工作日', 'time'],
    ['photo', 'photos'],
    ['Ｐｈｏｔｏｓ', 'photos'],
  ])('%s leads to %s first', (words, topic) => {
    expect(found(words)[0]).toBe(topic);
  });

  test('are told in the language of the page, whatever language the words are in', () => {
    const [topic] = findTopics('监护人', { t: translator('en') });
    expect(topic).toMatchObject({ id: 'minors', title: 'If you are under 14' });
    expect(topic?.text).toMatch(/^Ask a parent/);
  });

  test('with the words in their title come first', () => {
    expect(found('查询')[0]).toBe('track');
    expect(found('查询').length).toBeGreaterThan(2);
  });

  test('are none for no words', () => {
    for (const words of ['', ' ', '，。', "'%_"]) expect(found(words)).toEqual([]);
  });

  test('are named so that an address can hold them', () => {
    for (const topic of TOPICS) expect(topic).toMatch(/^[a-z]+$/);
  });
});
