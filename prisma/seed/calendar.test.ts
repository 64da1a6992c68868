import { describe, expect, it } from 'vitest';
import { calendarYears } from './calendar';

const years = new Map(calendarYears().map((seeded) => [seeded.year, seeded]));
const dates = (year: number, kind: 'holiday' | 'workday') =>
  years
    .get(year)
    ?.days.filter((day) => day.kind === kind)
    .map(({ date }) => date.slice(5)) ?? [];

function range(first: string, last: string): string[] {
  const found: string[] = [];
  for (let ms = Date.parse(`2026-${first}Z`); ms <= Date.parse(`2026-${last}Z`); ms += 86_400_000)
    found.push(new Date(ms).toISOString().slice(5, 10));
  return found;
}

describe('the calendar the product starts with', () => {
  it('knows which years are settled', () => {
    expect([...years].map(([year, { provisional }]) => [year, provisional])).toEqual([
      [2024, false],
      [2025, false],
      [2026, false],
      [2027, true],
      [2028, true],
    ]);
  });

  // Written from the notices themselves, not from the package: 国办发明电〔2024〕12号 and 国办发明电〔2025〕7号.
  it('agrees with the notice for 2026', () => {
    expect(dates(2026, 'holiday')).toEqual([
      ...range('01-01', '01-03'),
      ...range('02-15', '02-23'),
      ...range('04-04', '04-06'),
      ...range('05-01', '05-05'),
      ...range('06-19', '06-21'),
      ...range('09-25', '09-27'),
      ...range('10-01', '10-07'),
    ]);
    expect(dates(2026, 'workday')).toEqual(['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']);
  });

  it('agrees with the notice for 2025', () => {
    expect(dates(2025, 'holiday')).toEqual([
      '01-01',
      ...range('01-28', '02-04'),
      ...range('04-04', '04-06'),
      ...range('05-01', '05-05'),
      ...range('05-31', '06-02'),
      ...range('10-01', '10-08'),
    ]);
    expect(dates(2025, 'workday')).toEqual(['01-26', '02-08', '04-27', '09-28', '10-11']);
  });

  // Lunar New Year 2027-02-06 and 2028-01-26, Dragon Boat 2027-06-09 and 2028-05-28, Mid-Autumn 2027-09-15 and 2028-10-03.
  it('takes the law for the years without a notice', () => {
    const fixed = (year: number) =>
      years.get(year)?.days.map(({ date, nameZh }) => `${date.slice(5)} ${nameZh}`);
    const around = (day: string, nameZh: string) => range(day, day).map((date) => `${date} ${nameZh}`);
    expect(fixed(2027)).toEqual([
      '01-01 元旦',
      ...['02-05', '02-06', '02-07', '02-08'].flatMap((day) => around(day, '春节')),
      '04-05 清明',
      '05-01 劳动节',
      '05-02 劳动节',
      '06-09 端午',
      '09-15 中秋',
      '10-01 国庆节',
      '10-02 国庆节',
      '10-03 国庆节',
    ]);
    expect(fixed(2028)).toEqual([
      '01-01 元旦',
      ...['01-25', '01-26', '01-27', '01-28'].flatMap((day) => around(day, '春节')),
      '04-04 清明',
      '05-01 劳动节',
      '05-02 劳动节',
      '05-28 端午',
      '10-01 国庆节',
      '10-02 国庆节',
      '10-03 中秋、国庆节',
    ]);
  });
});
