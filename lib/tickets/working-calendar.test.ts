import { describe, expect, it } from 'vitest';
import { dueAt } from './deadlines';
import { addDays, buildCalendar, instantInChina } from './working-calendar';

describe('a calendar', () => {
  const hours = [{ start: '08:30', end: '12:00' }];

  it.each([
    [[{ start: '08:30', end: '08:00' }]],
    [
      [
        { start: '08:30', end: '12:00' },
        { start: '11:00', end: '17:00' },
      ],
    ],
    [[{ start: '8:30', end: '12:00' }]],
    [[{ start: '24:30', end: '24:45' }]],
    [[]],
  ])('refuses impossible hours %j', (wrong) => {
    expect(() => buildCalendar({ exceptions: [], years: [], hours: wrong })).toThrow(RangeError);
  });

  it('refuses a date that does not exist', () => {
    const exceptions = [{ date: '2026-02-30', kind: 'holiday' as const }];
    expect(() => buildCalendar({ exceptions, years: [], hours })).toThrow(RangeError);
  });

  it('that never works is an error, not an endless loop', () => {
    const off = Array.from({ length: 1200 }, (_, n) => ({
      date: addDays('2026-01-01', n),
      kind: 'holiday' as const,
    }));
    const start = instantInChina('2026-01-01', '09:00');
    const idle = buildCalendar({ exceptions: off, years: [], hours });
    expect(() => dueAt(start, 1, 'work_day', idle)).toThrow(RangeError);
    expect(() => dueAt(start, 1, 'work_hour', idle)).toThrow(RangeError);
  });
});
