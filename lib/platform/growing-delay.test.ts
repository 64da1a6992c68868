import { expect, test } from 'vitest';
import { waitAfter } from './growing-delay';

test('five failures of a name are free, then each doubles the wait, up to fifteen minutes', () => {
  const waits = [1, 5, 6, 7, 8, 9, 10, 11, 12, 100].map((count) => waitAfter('staff-login', count));
  expect(waits).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
});
