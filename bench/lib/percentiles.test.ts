import { describe, expect, test } from 'vitest';
import { median, percentile, spreadOf } from './percentiles';

describe('percentiles by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test('name a value that was measured, never one in between', () => {
    expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p99: 99, max: 100 });
    expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p99: 7, max: 7 });
    expect(median([3, 1, 2])).toBe(2);
  });

  test('of nothing are not a number, so that no gate passes by silence', () => {
    expect(percentile(new Float64Array(), 0.99)).toBeNaN();
    expect(spreadOf([]).p99 <= 300).toBe(false);
  });
});
