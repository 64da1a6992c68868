import { describe, expect, test } from 'vitest';
import { fillIn, readVariables } from './text-template';

describe('a text with variables', () => {
  test.each([
    ['{number}号', { number: '1' }, '1号'],
    ['到{unit}{due?，应于{due}前办结}。', { unit: '局', due: '25日' }, '到局，应于25日前办结。'],
    ['到{unit}{due?，应于{due}前办结}。', { unit: '局', due: '' }, '到局。'],
    ['到{unit}{due？，应于{due}前办结}。', { unit: '局', due: '25日' }, '到局，应于25日前办结。'],
    ['{due?限{unit}办}', { unit: '局', due: 'x' }, '限局办'],
    ['{unknown}x', {}, 'x'],
  ])('%s', (text, values, expected) => {
    expect(fillIn(text, values)).toBe(expected);
  });

  test('what a variable brings is text, whatever it looks like', () => {
    for (const unit of ['{number}', '$&', '{due?x}', '${constructor}'])
      expect(fillIn('[{unit}]', { unit, number: '1', due: '2' })).toBe(`[${unit}]`);
    expect(fillIn('[{constructor}]', Object.create(null) as Record<string, string>)).toBe('[]');
  });

  test.each([
    ['{number', { broken: true }],
    ['number}', { broken: true }],
    ['{{number}}', { broken: true }],
    ['{due?{unit?x}}', { broken: true }],
    ['{ number }', { broken: true }],
    ['｛number｝', { broken: true }],
    ['{number}{unit}', { adjacent: true, printed: ['number', 'unit'] }],
    ['{unit}{due?{due}}', { adjacent: true }],
    [
      '{unit}{due?, {due}}',
      { adjacent: false, broken: false, open: ['unit'], loose: ['unit'], asked: ['due'] },
    ],
    ['{due?{number}}', { open: [], loose: ['number'], printed: ['number'] }],
  ])('%s is read', (text, expected) => {
    expect(readVariables(text)).toMatchObject(expected);
  });
});
