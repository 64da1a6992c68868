import { describe, expect, it } from 'vitest';
import { answeredQuestions } from './answered-questions';
import { questionRow, questionsOf } from './category-questions';

const row = (categoryPattern: string, key: string, labelZh: string, change: object = {}) =>
  questionRow({
    categoryPattern,
    key,
    datatype: 'text',
    labelZh,
    labelEn: labelZh,
    hintZh: null,
    hintEn: null,
    required: false,
    options: [],
    active: true,
    ...change,
  });
const labels = (rows: ReturnType<typeof row>[], code: string | null, options = {}) =>
  questionsOf(rows, code, options).map(({ label }) => label['zh-CN']);

describe('the questions of a category', () => {
  const rows = [
    row('01*', 'state', '怎样'),
    row('01004', 'state', '箅子怎样'),
    row('*', 'since', '何时'),
    row('X2101', 'old', '旧问题', { active: false }),
  ];

  it('come from every pattern that matches, in the order of the rows', () => {
    expect(labels(rows, '01001')).toEqual(['怎样', '何时']);
    expect(labels(rows, '02001')).toEqual(['何时']);
    expect(labels(rows, null)).toEqual([]);
    expect(labels(rows, '')).toEqual([]);
  });

  it('are asked once for each key, as the most specific pattern says', () => {
    expect(labels(rows, '01004')).toEqual(['箅子怎样', '何时']);
    expect(labels([...rows, row('01009', 'since', '何时', { active: false })], '01009')).toEqual(['怎样']);
  });

  it('are asked no more once switched off, and still name earlier answers', () => {
    expect(labels(rows, 'X2101')).toEqual(['何时']);
    expect(labels(rows, 'X2101', { retired: true })).toEqual(['何时', '旧问题']);
  });
});

describe('answers in words', () => {
  const options = [
    { key: 'a', zh: '人行道', en: 'Pavement' },
    { key: 'b', zh: '盲道', en: 'Tactile paving' },
  ];
  const asked = [
    row('*', 'where', '挡住什么', { datatype: 'multivaluelist', options }),
    row('*', 'cold', '室温', { datatype: 'number' }),
    row('*', 'since', '何时', { datatype: 'datetime' }),
  ].map(({ question }) => question);
  const said = (attributes: Record<string, unknown>) =>
    answeredQuestions(asked, attributes).map(({ key, value }) => [key, value['zh-CN'], value.en]);

  it('name the choices, keep numbers and times, and leave out what is open or unknown', () => {
    expect(said({ where: ['a', 'b'], cold: 16.5, since: '2026-01-08T23:30', other: 'x' })).toEqual([
      ['where', '人行道、盲道', 'Pavement, Tactile paving'],
      ['cold', '16.5', '16.5'],
      ['since', '2026-01-08 23:30', '2026-01-08 23:30'],
    ]);
    expect(said({ where: [], cold: '', since: { a: 1 } })).toEqual([]);
    expect(said({ where: 'gone' })).toEqual([['where', 'gone', 'gone']]);
  });
});
