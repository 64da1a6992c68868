import { expect, test } from 'vitest';
import { lastWeek } from './week';

test.each([
  // 23:59:59 on the 17th in China: the 17th has not ended
  ['2026-11-17T15:59:59.999Z', '2026-11-09T16:00:00.000Z', '2026-11-10', '2026-11-16'],
  // midnight in China
  ['2026-11-17T16:00:00.000Z', '2026-11-10T16:00:00.000Z', '2026-11-11', '2026-11-17'],
  ['2027-01-03T02:00:00.000Z', '2026-12-26T16:00:00.000Z', '2026-12-27', '2027-01-02'],
])('at %s the week begins at %s', (now, from, first, last) => {
  const week = lastWeek(new Date(now));
  expect(week.from.toISOString()).toBe(from);
  expect(week.until.getTime() - week.from.getTime()).toBe(7 * 86_400_000);
  expect([week.days.length, week.days[0], week.days[6]]).toEqual([7, first, last]);
});
