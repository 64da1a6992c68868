import { describe, expect, it } from 'vitest';
import type { CategoryQuestion } from '@/lib/tickets/view-schemas';
import { questionErrors } from './question-errors';

const now = new Date('2026-01-10T02:00:00Z');
const question = (
  datatype: CategoryQuestion['datatype'],
  change: Partial<CategoryQuestion> = {},
): CategoryQuestion => ({
  key: 'q',
  datatype,
  label: { 'zh-CN': '室温', en: 'Room temperature' },
  hint: null,
  required: false,
  options: ['one', 'two'].map((key) => ({ key, name: { 'zh-CN': key, en: key } })),
  ...change,
});
const codeOf = (asked: CategoryQuestion, answer: unknown, form = false) =>
  questionErrors([asked], { q: answer }, { now, form })[0]?.code ?? 'right';

describe('an answer to a question', () => {
  it.each<[CategoryQuestion['datatype'], unknown, string]>([
    ['number', '16.5', 'right'],
    ['number', '１６', 'right'],
    ['number', '16,5', 'right'],
    ['number', '-3', 'right'],
    ['number', 16.5, 'right'],
    ['number', '十六度', 'invalid_number'],
    ['number', '16度', 'invalid_number'],
    ['number', '1e9', 'invalid_number'],
    ['number', ['16'], 'invalid_number'],
    ['number', true, 'invalid_number'],
    ['text', '一号热力', 'right'],
    ['text', '热'.repeat(200), 'right'],
    ['text', '热'.repeat(201), 'too_long'],
    ['text', 7, 'invalid_type'],
    ['singlevaluelist', 'two', 'right'],
    ['singlevaluelist', 'three', 'unknown_choice'],
    ['singlevaluelist', ['one'], 'unknown_choice'],
    ['multivaluelist', ['one', 'two'], 'right'],
    ['multivaluelist', 'one', 'right'],
    ['multivaluelist', [], 'right'],
    ['multivaluelist', ['one', 'three'], 'unknown_choice'],
    ['multivaluelist', ['one', 'one'], 'duplicate'],
    ['datetime', '2026-01-08', 'right'],
    ['datetime', '2026-01-08T23:30', 'right'],
    ['datetime', '2026-01-08T23:30:00+08:00', 'right'],
    ['datetime', '2024-02-29', 'right'],
    ['datetime', '2026-02-30', 'invalid_date'],
    ['datetime', '2026-01-08T25:00', 'invalid_date'],
    ['datetime', '上周', 'invalid_date'],
    ['datetime', '2026-01-12', 'future_time'],
    ['datetime', '1998-01-08', 'time_too_old'],
    ['text', '', 'right'],
    ['number', ' ', 'right'],
    ['text', undefined, 'right'],
  ])('%s %j is %s', (datatype, answer, code) => {
    expect(codeOf(question(datatype), answer)).toBe(code);
  });

  it('may be missing where it is required, but not in the form', () => {
    const required = question('singlevaluelist', { required: true });
    for (const open of [undefined, '', ' ']) {
      expect(codeOf(required, open)).toBe('right');
      expect(codeOf(required, open, true)).toBe('required');
    }
    expect(codeOf(question('multivaluelist', { required: true }), [], true)).toBe('required');
  });

  it('is named by its field and its question', () => {
    expect(questionErrors([question('number')], { q: 'x', other: 'y' }, { now, form: false })).toEqual([
      {
        field: 'attributes.q',
        code: 'invalid_number',
        message: {
          zh: '室温：请只填数字，例如 16 或 16.5。',
          en: 'Room temperature: Give a number only, for example 16 or 16.5.',
        },
      },
    ]);
  });
});
