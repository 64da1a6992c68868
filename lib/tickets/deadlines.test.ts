import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueAt,
  elapsedShare,
  isOverdue,
  pickDeadlineRule,
  TIME_UNITS,
  warnAt,
  type DeadlineRule,
  type TimeUnit,
} from './deadlines';
import {
  addDays,
  buildCalendar,
  dateInChina,
  instantInChina,
  workingMsBetween,
  type CalendarException,
} from './working-calendar';

function days(
  kind: CalendarException['kind'],
  ...ranges: [first: string, last?: string][]
): CalendarException[] {
  return ranges.flatMap(([first, last = first]) => {
    const found: CalendarException[] = [];
    for (let date = first; date <= last; date = addDays(date, 1)) found.push({ date, kind });
    return found;
  });
}

// Written from the notices themselves: 国办发明电〔2024〕12号 (for 2025) and 国办发明电〔2025〕7号 (for 2026).
const calendar = buildCalendar({
  exceptions: [
    ...days('holiday', ['2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06']),
    ...days(
      'holiday',
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ),
    ...days('workday', ['2025-01-26'], ['2025-02-08'], ['2025-04-27'], ['2025-09-28'], ['2025-10-11']),
    ...days(
      'holiday',
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
    ),
    ...days('holiday', ['2026-05-01', '2026-05-05'], ['2026-06-19', '2026-06-21']),
    ...days('holiday', ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07']),
    ...days(
      'workday',
      ['2026-01-04'],
      ['2026-02-14'],
      ['2026-02-28'],
      ['2026-05-09'],
      ['2026-09-20'],
      ['2026-10-10'],
    ),
    ...days('holiday', ['2027-01-01']),
  ],
  years: [
    { year: 2025, provisional: false },
    { year: 2026, provisional: false },
    { year: 2027, provisional: true },
  ],
  hours: [
    { start: '08:30', end: '12:00' },
    { start: '13:30', end: '17:00' },
  ],
});

const at = (text: string) => {
  const [date = '', time = ''] = text.split(' ');
  return instantInChina(date, time);
};

describe('deadlines, against the arithmetic done by hand', () => {
  it.each<[string, string, number, TimeUnit, string]>([
    // Spring Festival 2026: off Sun 15 Feb to Mon 23 Feb; worked Sat 14 Feb and Sat 28 Feb.
    ['the next day is a worked Saturday', '2026-02-13 10:00', 1, 'work_day', '2026-02-14 17:00'],
    ['Tue 24, Wed 25, Thu 26', '2026-02-14 16:00', 3, 'work_day', '2026-02-26 17:00'],
    [
      'from within the holiday: 24, 25, 26, 27, worked Sat 28',
      '2026-02-18 12:00',
      5,
      'work_day',
      '2026-02-28 17:00',
    ],
    ['1 h to 17:00, then 3 h on Tue 24 from 08:30', '2026-02-14 16:00', 4, 'work_hour', '2026-02-24 11:30'],
    ['starts to count on Tue 24 at 08:30', '2026-02-17 03:00', 0.25, 'work_hour', '2026-02-24 08:45'],
    ['1 h to noon, then 3 h from 13:30', '2026-02-24 11:00', 4, 'work_hour', '2026-02-24 16:30'],
    [
      '16 Feb is a holiday, the first day after the rest is Tue 24, until 24:00',
      '2026-02-13 09:00',
      3,
      'natural_day',
      '2026-02-24 24:00',
    ],
    ['Sat 14 is worked, so it can be a last day', '2026-02-13 09:00', 1, 'natural_day', '2026-02-14 24:00'],
    ['hours run through the holiday', '2026-02-14 16:00', 24, 'natural_hour', '2026-02-15 16:00'],
    ['half an hour round the clock', '2026-02-16 23:50', 0.5, 'urgent_hour', '2026-02-17 00:20'],
    // National Day 2026: off Thu 1 Oct to Wed 7 Oct; worked Sun 20 Sep and Sat 10 Oct; Mid-Autumn off Fri 25 to Sun 27 Sep.
    ['8, 9, worked Sat 10, Mon 12, Tue 13', '2026-09-30 09:00', 5, 'work_day', '2026-10-13 17:00'],
    ['2 h to 17:00, then 3.5 h + 2.5 h on Thu 8', '2026-09-30 15:00', 8, 'work_hour', '2026-10-08 16:00'],
    ['Sun 20 is worked', '2026-09-20 09:00', 1, 'work_hour', '2026-09-20 10:00'],
    ['worked Sun 20, 21, 22, 23, 24', '2026-09-18 10:00', 5, 'work_day', '2026-09-24 17:00'],
    // 16 17 18 (3), 20 (4), 21-24 (8), off 25-27, 28 29 30 (11), off 1-7, 8 9 10 (14), 12-16 (19), 19 (20)
    ['twenty days across both holidays', '2026-09-15 08:00', 20, 'work_day', '2026-10-19 17:00'],
    [
      '3 Oct is a holiday, first day after is Thu 8',
      '2026-09-30 09:00',
      3,
      'natural_day',
      '2026-10-08 24:00',
    ],
    // Labour Day 2026: off Fri 1 May to Tue 5 May; worked Sat 9 May.
    ['6, 7, 8, worked Sat 9', '2026-04-30 09:00', 4, 'work_day', '2026-05-09 17:00'],
    // Spring Festival 2025: off Tue 28 Jan to Tue 4 Feb; worked Sun 26 Jan and Sat 8 Feb.
    ['worked Sun 26, Mon 27, Wed 5 Feb', '2025-01-24 11:00', 3, 'work_day', '2025-02-05 17:00'],
    // National Day with Mid-Autumn 2025: off Wed 1 Oct to Wed 8 Oct; worked Sun 28 Sep and Sat 11 Oct.
    ['0.5 h to 17:00, 1.5 h on Thu 9', '2025-09-30 16:30', 2, 'work_hour', '2025-10-09 10:00'],
    ['a worked Saturday is a whole day', '2025-10-11 08:00', 7, 'work_hour', '2025-10-11 17:00'],
    ['1 to 3 Jan 2026 off, Sun 4 worked', '2025-12-31 09:00', 1, 'work_day', '2026-01-04 17:00'],
    // Ordinary weeks.
    [
      'an amount that ends with the morning is due at noon',
      '2026-03-04 11:00',
      1,
      'work_hour',
      '2026-03-04 12:00',
    ],
    ['begun in the lunch break', '2026-03-04 12:40', 0.5, 'work_hour', '2026-03-04 14:00'],
    ['10 minutes tonight, 5 tomorrow', '2026-03-05 16:50', 0.25, 'work_hour', '2026-03-06 08:35'],
    ['begun on Saturday', '2026-03-07 10:00', 2, 'work_hour', '2026-03-09 10:30'],
    ['begun in the night', '2026-03-02 02:00', 2, 'work_hour', '2026-03-02 10:30'],
    ['a quarter before midnight still is that day', '2026-03-04 23:45', 1, 'work_day', '2026-03-05 17:00'],
    ['ten past midnight is the next', '2026-03-05 00:10', 1, 'work_day', '2026-03-06 17:00'],
    ['Friday to Monday', '2026-03-06 10:00', 1, 'work_day', '2026-03-09 17:00'],
    ['half a working day is 3.5 h', '2026-03-05 10:00', 0.5, 'work_day', '2026-03-05 15:00'],
    ['the last day is Sunday 8, so Monday 9', '2026-03-05 10:00', 3, 'natural_day', '2026-03-09 24:00'],
  ])('%s: %s + %d %s = %s', (_why, start, amount, unit, due) => {
    expect(dueAt(at(start), amount, unit, calendar)).toEqual({ dueAt: at(due), provisional: false });
  });

  it.each<[string, number, TimeUnit, string, boolean]>([
    // 30 and 31 Dec 2026 are Wednesday and Thursday; Fri 1 Jan 2027 is a holiday by law, 2 and 3 a weekend.
    ['2026-12-29 10:00', 2, 'work_day', '2026-12-31 17:00', false],
    ['2026-12-29 10:00', 3, 'work_day', '2027-01-04 17:00', true],
    ['2026-12-31 16:00', 2, 'work_hour', '2027-01-04 09:30', true],
    ['2026-12-30 10:00', 1, 'natural_day', '2026-12-31 24:00', false],
    ['2026-12-30 10:00', 2, 'natural_day', '2027-01-04 24:00', true],
    ['2026-12-31 16:00', 48, 'natural_hour', '2027-01-02 16:00', false],
    ['2027-03-01 10:00', 1, 'work_day', '2027-03-02 17:00', true],
    ['2028-03-01 10:00', 1, 'work_day', '2028-03-02 17:00', true],
  ])('across the year end: %s + %d %s = %s, provisional: %s', (start, amount, unit, due, provisional) => {
    expect(dueAt(at(start), amount, unit, calendar)).toEqual({ dueAt: at(due), provisional });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a limit of %d', (amount) => {
    for (const unit of TIME_UNITS)
      expect(() => dueAt(at('2026-03-05 10:00'), amount, unit, calendar)).toThrow(RangeError);
  });

  it('refuses parts of a natural day', () => {
    expect(() => dueAt(at('2026-03-05 10:00'), 1.5, 'natural_day', calendar)).toThrow(RangeError);
  });
});

describe('how far a deadline has run', () => {
  const start = at('2026-09-30 15:00');
  const workHours = { start, due: at('2026-10-08 16:00'), unit: 'work_hour' as const };

  it('stands still outside working time', () => {
    expect(elapsedShare(workHours, at('2026-09-30 17:00'), calendar)).toBe(0.25);
    expect(elapsedShare(workHours, at('2026-10-05 09:00'), calendar)).toBe(0.25);
    expect(elapsedShare(workHours, at('2026-10-08 08:30'), calendar)).toBe(0.25);
    expect(elapsedShare(workHours, workHours.due, calendar)).toBe(1);
    expect(elapsedShare(workHours, at('2026-10-08 17:00'), calendar)).toBe(1.125);
    expect(elapsedShare(workHours, at('2026-09-30 09:00'), calendar)).toBe(0);
  });

  it('warns when 80 % is gone: 6.4 of 8 hours, so 4.4 h on Thu 8', () => {
    expect(warnAt(workHours, calendar)).toEqual(at('2026-10-08 14:24'));
  });

  it('runs on for natural hours', () => {
    const limit = { start, due: at('2026-10-01 15:00'), unit: 'natural_hour' as const };
    expect(elapsedShare(limit, at('2026-10-01 03:00'), calendar)).toBe(0.5);
    expect(warnAt(limit, calendar)).toEqual(new Date(start.getTime() + 0.8 * 86_400_000));
  });

  it('is overdue only after the due instant', () => {
    expect(isOverdue(workHours.due, workHours.due)).toBe(false);
    expect(isOverdue(workHours.due, new Date(workHours.due.getTime() + 1))).toBe(true);
  });

  it('copes with a limit that holds no working time', () => {
    const empty = { start: at('2026-10-01 09:00'), due: at('2026-10-02 09:00'), unit: 'work_hour' as const };
    expect(elapsedShare(empty, at('2026-10-01 10:00'), calendar)).toBe(0);
    expect(elapsedShare(empty, at('2026-10-03 10:00'), calendar)).toBe(1);
    expect(warnAt(empty, calendar)).toEqual(empty.due);
  });
});

describe('properties of the clock', () => {
  const minute = fc
    .integer({ min: 0, max: 700 * 1440 })
    .map((minutes) => new Date(at('2025-01-01 00:00').getTime() + minutes * 60_000));
  const unit = fc.constantFrom(...TIME_UNITS);

  it('is after the start, never before a shorter limit, and warns in between', () => {
    fc.assert(
      fc.property(minute, unit, fc.integer({ min: 1, max: 40 }), (start, anyUnit, amount) => {
        const { dueAt: due } = dueAt(start, amount, anyUnit, calendar);
        const longer = dueAt(start, amount + 1, anyUnit, calendar).dueAt;
        expect(due.getTime()).toBeGreaterThan(start.getTime());
        expect(longer.getTime()).toBeGreaterThanOrEqual(due.getTime());
        const warning = warnAt({ start, due, unit: anyUnit }, calendar);
        expect(warning.getTime()).toBeGreaterThanOrEqual(start.getTime());
        expect(warning.getTime()).toBeLessThanOrEqual(due.getTime());
        expect(elapsedShare({ start, due, unit: anyUnit }, due, calendar)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('agrees with counting every minute', () => {
    const isWorked = (ms: number) => {
      const instant = new Date(ms);
      const time = new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);
      const inHours = (time >= '08:30' && time < '12:00') || (time >= '13:30' && time < '17:00');
      return inHours && calendar.isWorkday(dateInChina(instant));
    };
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 80 }), (start, quarters) => {
        const due = dueAt(start, quarters / 4, 'work_hour', calendar).dueAt;
        let worked = 0;
        for (let ms = start.getTime(); ms < due.getTime(); ms += 60_000) if (isWorked(ms)) worked += 1;
        expect(worked).toBe(quarters * 15);
        expect(isWorked(due.getTime() - 60_000)).toBe(true);
        expect(workingMsBetween(start, due, calendar)).toBe(quarters * 900_000);
      }),
      { numRuns: 60 },
    );
  });
});

describe('which rule applies', () => {
  const rule = (
    categoryPattern: string,
    areaClass: 'A' | 'B' | 'C' | '*',
    amount: number,
    stage = 'handle',
  ) =>
    ({
      id: `${categoryPattern}/${areaClass}/${stage}`,
      categoryPattern,
      areaClass,
      amount,
      stage,
      unit: 'work_hour',
    }) as DeadlineRule;
  const rules = [
    rule('*', '*', 1),
    rule('06*', '*', 2),
    rule('06001', 'B', 3),
    rule('06001', 'A', 4),
    rule('01001', 'C', 5),
    rule('01001', 'A', 6),
    rule('*', '*', 7, 'accept'),
    rule('09001', 'C', 8),
    rule('0601*', 'A', 9),
  ];
  const pick = (categoryCode: string | null, areaClass: 'A' | 'B' | 'C', stage = 'handle') =>
    pickDeadlineRule(rules, { categoryCode, areaClass, stage: stage as DeadlineRule['stage'] })?.amount;

  it.each([
    ['the exact code before the prefix', pick('06001', 'A'), 4],
    ['its own class', pick('06001', 'B'), 3],
    ['no row for C: the next stricter known one, B', pick('06001', 'C'), 3],
    ['no row for B: the next stricter, A', pick('01001', 'B'), 6],
    ['only a looser row is known', pick('09001', 'A'), 8],
    ['the longer prefix, whatever its class', pick('06010', 'C'), 9],
    ['the prefix', pick('06099', 'C'), 2],
    ['anything else', pick('X2101', 'A'), 1],
    ['no category', pick(null, 'A'), 1],
    ['another stage', pick('06001', 'A', 'accept'), 7],
    ['a stage nobody limited', pick('06001', 'A', 'sign'), undefined],
  ])('%s', (_why, amount, expected) => {
    expect(amount).toBe(expected);
  });
});
