import { describe, expect, test } from 'vitest';
import { ShortcutMatcher, type PressedKey } from './shortcut-matcher';

const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});

const found = (...keys: [PressedKey, number][]) => {
  const matcher = new ShortcutMatcher(['?', '/', 'g h', 'g a', 'a']);
  return keys.map(([key, at]) => matcher.press(key, at));
};

describe('shortcuts', () => {
  test('of one key, and of two in turn', () => {
    expect(found([press('?'), 0])).toEqual(['?']);
    expect(found([press('g'), 0], [press('h'), 900])).toEqual([undefined, 'g h']);
  });

  test('the second key comes in time or counts for itself', () => {
    expect(found([press('g'), 0], [press('a'), 1_500])).toEqual([undefined, 'g a']);
    expect(found([press('g'), 0], [press('a'), 1_501])).toEqual([undefined, 'a']);
    expect(found([press('g'), 0], [press('h'), 1_501])).toEqual([undefined, undefined]);
  });

  test('another key between breaks the pair, and a first key may come twice', () => {
    expect(found([press('g'), 0], [press('x'), 100], [press('h'), 200])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(found([press('g'), 0], [press('g'), 100], [press('h'), 200])).toEqual([
      undefined,
      undefined,
      'g h',
    ]);
  });

  test.each(['ctrlKey', 'metaKey', 'altKey', 'repeat'] as const)('never with %s', (name) => {
    expect(found([press('?', { [name]: true }), 0])).toEqual([undefined]);
    expect(found([press('g'), 0], [press('h', { [name]: true }), 100])).toEqual([undefined, undefined]);
    expect(found([press('g', { [name]: true }), 0], [press('h'), 100])).toEqual([undefined, undefined]);
  });

  test('Shift alone neither counts nor breaks a pair; capital letters are other keys', () => {
    expect(found([press('g'), 0], [press('Shift'), 50], [press('h'), 100])).toEqual([
      undefined,
      undefined,
      'g h',
    ]);
    expect(found([press('g'), 0], [press('H'), 100])).toEqual([undefined, undefined]);
  });

  test.each([{ isComposing: true }, { keyCode: 229 }, { key: 'Process' }])(
    'never while an input method makes text of it: %o',
    (sign) => {
      expect(found([press('?', sign), 0])).toEqual([undefined]);
      expect(found([press('g'), 0], [press('h', sign), 100], [press('h'), 200])).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  test('a Chinese layout gives its own signs for the same keys', () => {
    expect(found([press('？'), 0])).toEqual(['?']);
    expect(found([press('、'), 0])).toEqual(['/']);
    expect(found([press('／'), 0])).toEqual(['/']);
  });
});
