import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  likePatterns,
  searchForm,
  searchTerms,
  searchTokens,
  tokenQuery,
  unprovenPatterns,
} from './search-text';

test('the plain form keeps letters and digits of both scripts, and nothing that SQL gives a meaning', () => {
  expect(searchForm('路灯（LED）不亮！')).toBe(' 路灯 led 不亮');
  expect(searchForm("50%_off' OR \\1")).toBe(' 50 off or 1');
  expect(searchForm('ＬＥＤ灯')).toBe(' led 灯');
  expect(searchForm('！？')).toBe('');
});

test('tokens are characters, pairs and Latin words', () => {
  expect(searchTokens(' 路灯坏 street')).toEqual(['路', '灯', '坏', '路灯', '灯坏', 'street']);
});

describe('a query', () => {
  test.each([
    ['灯', `'灯'`, []],
    ['路灯', `'路灯'`, []],
    ['路灯坏', `'路灯' & '灯坏'`, ['%路灯坏%']],
    ['led灯', `'led':* & '灯'`, []],
    ['"\'', '', []],
  ])('%s asks for %s', (typed, query, unproven) => {
    const terms = searchTerms(typed);
    expect(tokenQuery(terms)).toBe(query);
    expect(unprovenPatterns(terms)).toEqual(unproven);
  });

  test('is cut before it becomes work', () => {
    expect(searchTerms('a b c d e f g h i j k')).toHaveLength(8);
    expect(tokenQuery(searchTerms('长'.repeat(10_000)))).toBe(`'长长'`);
  });
});

test('whatever piece of a text is asked for, its tokens are there', () => {
  const texts = fc.string({
    unit: fc.constantFrom('路', '灯', '井', '盖', 'a', '1', ' ', '，', '%', '𠮷'),
    maxLength: 20,
  });
  fc.assert(
    fc.property(texts, fc.nat(19), fc.integer({ min: 1, max: 4 }), (text, start, length) => {
      const characters = Array.from(text);
      const piece = characters.slice(start, start + length).join('');
      const form = searchForm(text);
      const terms = searchTerms(piece).filter(({ kind }) => kind === 'run');
      const tokens = new Set(searchTokens(form));
      const asked = tokenQuery(terms)
        .split(' & ')
        .filter(Boolean)
        .map((token) => token.slice(1, -1));
      expect(asked.every((token) => tokens.has(token))).toBe(true);
      for (const pattern of likePatterns(terms)) expect(form).toContain(pattern.slice(1, -1));
    }),
  );
});
