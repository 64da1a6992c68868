import { expect, test } from 'vitest';
import { lineText } from './report';

test('a report line shows ratio, both figures, and the gate beside them', () => {
  expect(
    lineText({
      name: 'web CPU',
      unit: 'ms',
      ours: 4.2,
      baseline: 0.05,
      ratio: 84,
      gate: '<= 100 x',
      holds: true,
    }),
  ).toBe('web CPU: 84.0 (4.20 / 0.0500 ms)   gate <= 100 x: holds');
  expect(lineText({ name: 'p99', unit: 'ms', ours: 1234.5, gate: '< 300 ms', holds: false })).toBe(
    'p99: 1235 ms   gate < 300 ms: BROKEN',
  );
  expect(lineText({ name: 'p50', unit: 'ms', ours: 8.1 })).toBe('p50: 8.10 ms');
});
