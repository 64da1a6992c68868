import { expect, test } from 'vitest';
import { componentCode } from './component-code';

test.each([
  ['23010301037000012', '23010301037000012'],
  ['２３０１０３０１０３７００００１２', '23010301037000012'],
  [' 2301 0301 0370 00012 ', '23010301037000012'],
  ['ld-ng-0012', 'LD-NG-0012'],
  ['ＬＤ－ＮＧ－００１２', 'LD-NG-0012'],
  ['LD—NG—0012', 'LD-NG-0012'],
])('%s is kept as %s', (typed, kept) => {
  expect(componentCode(typed)).toBe(kept);
});

test.each([[''], ['   '], ['灯杆12'], ['LD.NG/0012'], ['A'.repeat(33)], ["1' OR '1"]])(
  '%j is no number',
  (typed) => {
    expect(componentCode(typed)).toBeNull();
  },
);
