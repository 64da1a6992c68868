import { beforeEach, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { undoChange } from '@/lib/settings/undo-change';
import {
  changeSetting,
  drainRecomputations,
  previewOf,
  refusalOf,
  systemAdmin,
} from '@/tests/factories/setting';
import { buildTicket } from '@/tests/factories/ticket';
import { SETTING_EXAMPLES } from '@/tests/staff/setting-examples';
import { useDatabase } from '@/tests/setup/database';

const database = useDatabase();
const drain = () => drainRecomputations((text) => database.query(text));

let admin: StaffActor;
beforeEach(async () => {
  admin = await systemAdmin();
  await database.query('TRUNCATE ticket, public_case, setting_change CASCADE');
});

/** A ticket with the due date that intake gave it. */
async function due(
  at: string,
  from: string,
  ruleId: string,
  more: Parameters<typeof buildTicket>[0] & { provisional?: boolean } = {},
) {
  const ticket = await buildTicket({
    status: 'handling',
    requestType: 'report',
    submittedAt: new Date(from),
    ...more,
  });
  await db().query(
    `UPDATE ticket SET deadline_rule_id = $2, due_at = $3, due_provisional = $4 WHERE id = $1`,
    [ticket.ticketId, ruleId, new Date(at), more.provisional ?? false],
  );
  return ticket;
}
const dueOf = async ({ ticketId }: { ticketId: string }) =>
  (
    await database.query<{ due: Date; rule: string }>(
      'SELECT due_at AS due, deadline_rule_id AS rule FROM ticket WHERE id = $1',
      [ticketId],
    )
  ).map(({ due: at, rule }) => `${at.toISOString()} ${rule}`)[0];

// The rule of the release for street lights: one working day. Monday 2 November 2026, 10:00 in China -> Tuesday 3, 17:00 = 09:00 UTC.
const LAMP = 'handle-01037-any';
const lampRule = {
  categoryPattern: '01037',
  areaClass: '*',
  stage: 'handle',
  amount: '2',
  unit: 'work_day',
  openCondition: '',
  closeCondition: '',
  source: '黑建规〔2026〕3号',
  confidence: 'read',
};
const lamp = { kind: 'deadline-rule', subject: LAMP, value: lampRule };

async function lampTickets() {
  const lit = { categoryCode: '01037' };
  const monday = await due('2026-11-03T09:00:00Z', '2026-11-02T02:00:00Z', LAMP, lit);
  // Friday 6 November, 10:00 -> Monday 9, 17:00
  const friday = await due('2026-11-09T09:00:00Z', '2026-11-06T02:00:00Z', LAMP, lit);
  const extended = await due('2026-11-20T09:00:00Z', '2026-11-02T02:00:00Z', LAMP, lit);
  await database.query(
    `INSERT INTO ticket_event (jurisdiction_code, ticket_id, id, at, type, status, due_at, is_public)
     VALUES ('230100', $1, gen_random_uuid(), '2026-11-03T02:00:00Z', 'extension_decided', 'handling', '2026-11-20T09:00:00Z', true)`,
    [extended.ticketId],
  );
  const closed = await due('2026-11-03T09:00:00Z', '2026-11-02T02:00:00Z', LAMP, {
    ...lit,
    status: 'closed',
  });
  const asked = await due('2026-11-09T09:00:00Z', '2026-11-02T02:00:00Z', 'answer-any-any', {
    ...lit,
    requestType: 'enquiry',
  });
  return { monday, friday, extended, closed, asked };
}

test('a changed rule moves the dates it gives, says so before, tells nobody, and one act brings them back', async () => {
  const { monday, friday, extended, closed, asked } = await lampTickets();
  const before = await Promise.all([monday, friday, extended, closed, asked].map(dueOf));

  // Two working days: Monday -> Wednesday 4, Friday -> Tuesday 10. It is Monday 9, 18:00.
  const { texts, rows } = await previewOf(admin, lamp, new Date('2026-11-09T10:00:00Z'));
  expect(texts).toEqual([
    'Open tickets whose due date will move: 2 (2 listed); work orders that desks have received still name the old date',
    '! Of these, overdue already by the new date: 1 (not overdue before: 0)',
    'Open tickets that were extended by a decision and keep their date: 1',
  ]);
  expect(rows).toEqual([
    [monday.trackingNumber, '3 November 2026 at 17:00', '4 November 2026 at 17:00'],
    [friday.trackingNumber, '9 November 2026 at 17:00', '10 November 2026 at 17:00'],
  ]);

  const change = await changeSetting(admin, lamp);
  expect(await dueOf(monday)).toBe(before[0]);
  expect(await drain()).toEqual([2]);
  expect(await Promise.all([monday, friday, extended, closed, asked].map(dueOf))).toEqual([
    `2026-11-04T09:00:00.000Z ${LAMP}`,
    `2026-11-10T09:00:00.000Z ${LAMP}`,
    ...before.slice(2),
  ]);
  expect(
    await database.query('SELECT due_at FROM public_case WHERE ticket_id = $1', [monday.ticketId]),
  ).toEqual([{ due_at: new Date('2026-11-04T09:00:00Z') }]);
  expect(await database.query('SELECT 1 FROM message')).toEqual([]);
  expect(
    await database.query(
      `SELECT data FROM audit_event WHERE action = 'ticket.deadline-moved' AND subject_id = $1`,
      [friday.ticketId],
    ),
  ).toEqual([{ data: { from: '2026-11-09T09:00:00.000Z', to: '2026-11-10T09:00:00.000Z' } }]);

  await undoChange(admin, change);
  expect(await drain()).toEqual([2]);
  expect(await Promise.all([monday, friday, extended, closed, asked].map(dueOf))).toEqual(before);
  expect(await drain()).toEqual([]);
});

test('a shorter limit warns of what is late at once', async () => {
  const { monday, friday } = await lampTickets();
  // Four working hours from 10:00: 12:00 after two, 15:30 after four. It is Monday 9, 08:00: Friday's was due at 17:00.
  const value = { ...lampRule, amount: 4, unit: 'work_hour' };
  const { texts, rows } = await previewOf(admin, { ...lamp, value }, new Date('2026-11-09T00:00:00Z'));
  expect(texts[1]).toBe('! Of these, overdue already by the new date: 2 (not overdue before: 1)');
  expect(rows.map(([number, , late]) => [number, late])).toEqual([
    [monday.trackingNumber, '2 November 2026 at 15:30'],
    [friday.trackingNumber, '6 November 2026 at 15:30'],
  ]);
});

test('a rule taken away leaves its tickets to the next, one added takes them, and both can be undone', async () => {
  const { monday } = await lampTickets();
  // handle-01x-any gives municipal works three working days: Thursday 5.
  const gone = await changeSetting(admin, { kind: 'deadline-rule', subject: LAMP, value: null });
  await drain();
  expect(await dueOf(monday)).toBe('2026-11-05T09:00:00.000Z handle-01x-any');
  await undoChange(admin, gone);
  await drain();
  expect(await dueOf(monday)).toBe(`2026-11-03T09:00:00.000Z ${LAMP}`);
  // The area class counts as B everywhere, so a rule of class B comes before one of any class.
  const added = await changeSetting(admin, {
    kind: 'deadline-rule',
    subject: null,
    value: { ...lampRule, areaClass: 'B', amount: 4 },
  });
  await drain();
  expect(await dueOf(monday)).toBe('2026-11-06T09:00:00.000Z handle-01037-B');
  await undoChange(admin, added);
  await drain();
  expect(await dueOf(monday)).toBe(`2026-11-03T09:00:00.000Z ${LAMP}`);
});

test('what a rule must say', async () => {
  const wrong = (value: object) => refusalOf(admin, { ...lamp, value: { ...lampRule, ...value } });
  expect(await wrong({ source: 'proposed default; configure per city' })).toEqual([
    'source: The limit is another one: name its source (document, number or decision)',
  ]);
  expect(await wrong({ amount: '0' })).toEqual(['amount: A limit is more than 0']);
  expect(await wrong({ amount: '1.5', unit: 'natural_day' })).toEqual([
    'amount: Calendar days are whole days',
  ]);
  expect(await wrong({ categoryPattern: '01038' })).toEqual([
    'categoryPattern: Stage, categories and area of a rule stay; add another rule',
  ]);
  expect(
    await refusalOf(admin, { ...lamp, subject: null, value: { ...lampRule, categoryPattern: '99*' } }),
  ).toEqual(['categoryPattern: No category has such a code']);
  const callback = {
    ...lampRule,
    categoryPattern: '*',
    stage: 'callback',
    amount: 2,
  };
  const { texts } = await previewOf(admin, { ...lamp, subject: 'callback-any-any', value: callback });
  expect(texts).toEqual([
    'Due dates are not counted by the limit of this stage, so no open ticket’s date moves',
  ]);
});

// Wednesday 30 December 2026, 10:00; three working days by the law's holidays alone: Thu 31, Mon 4, Tue 5 January, 17:00.
const overNewYear = () =>
  due('2027-01-05T09:00:00Z', '2026-12-30T02:00:00Z', 'handle-any-any', {
    categoryCode: null,
    provisional: true,
  });
const year = {
  year: '2027',
  provisional: false,
  source: '国办发明电〔2026〕5号',
  days: [
    ...['01', '02', '03', '04'].map((day) => `2027-01-${day} holiday 元旦`),
    '2027-01-09 班 元旦',
    '2027-02-05 holiday 春节',
  ].join('\r\n'),
};
const calendar = { kind: 'calendar-year', subject: '2027', value: year };

test('a year’s arrangement moves what touches it, names idle lines, and one act brings all back', async () => {
  const ticket = await overNewYear();
  const { texts, rows } = await previewOf(admin, calendar, new Date('2026-12-31T00:00:00Z'));
  // 2 and 3 January 2027 are a Saturday and a Sunday. Off until the 4th: Thu 31, Tue 5, Wed 6.
  expect(texts).toEqual([
    'These days off are weekends anyway and change nothing: 2027-01-02, 2027-01-03',
    expect.stringContaining('Open tickets whose due date will move: 1 '),
  ]);
  expect(rows).toEqual([[ticket.trackingNumber, '5 January 2027 at 17:00', '6 January 2027 at 17:00']]);
  const days = () =>
    database.query(`SELECT * FROM calendar_day WHERE extract(year FROM date) = 2027 ORDER BY date`);
  const [before, stood] = [await days(), await database.query('SELECT * FROM calendar_year ORDER BY year')];

  const change = await changeSetting(admin, calendar);
  await drain();
  expect(await dueOf(ticket)).toBe('2027-01-06T09:00:00.000Z handle-any-any');
  expect(await days()).toHaveLength(6);
  await undoChange(admin, change);
  await drain();
  expect(await dueOf(ticket)).toBe('2027-01-05T09:00:00.000Z handle-any-any');
  expect(await days()).toEqual(before);
  expect(await database.query('SELECT * FROM calendar_year ORDER BY year')).toEqual(stood);
  const [{ provisional }] = (await database.query<{ provisional: boolean }>(
    'SELECT due_provisional AS provisional FROM ticket WHERE id = $1',
    [ticket.ticketId],
  )) as [{ provisional: boolean }];
  expect(provisional).toBe(true);
});

test('what a year must say', async () => {
  const wrong = (days: string) => refusalOf(admin, { ...calendar, value: { ...year, days } });
  expect(await wrong('2027-01-01 holiday 元旦\n\n2027-02-30 holiday 春节')).toEqual([
    'days: Line 3: The date is like 2027-02-06 and must exist',
  ]);
  expect(await wrong('2027-01-01 frei 元旦')).toEqual([
    'days: Line 1: After the date comes holiday or workday',
  ]);
  expect(await wrong('2027-01-01 holiday 元旦\n2028-01-01 holiday 元旦')).toEqual([
    'days: 2028-01-01 is not in 2027',
  ]);
  expect(await wrong('2027-01-01 holiday 元旦\n2027-01-01 workday 元旦')).toEqual([
    'days: 2027-01-01 is given twice',
  ]);
  // 5 January 2027 is a Tuesday.
  const { texts } = await previewOf(admin, {
    ...calendar,
    value: { ...year, days: '2027-01-05 workday 元旦' },
  });
  expect(texts[0]).toBe('! These worked days are weekdays anyway and change nothing; check them: 2027-01-05');
});

test('a year that nobody knew is added, and taken away by undoing it', async () => {
  const value = { ...year, year: 2031, days: '2031-01-01 holiday 元旦' };
  const added = await changeSetting(admin, { kind: 'calendar-year', subject: null, value });
  const stored = () => database.query('SELECT provisional FROM calendar_year WHERE year = 2031');
  expect(await stored()).toEqual([{ provisional: false }]);
  await undoChange(admin, added);
  expect(await stored()).toEqual([]);
  expect(await database.query(`SELECT 1 FROM calendar_day WHERE date >= '2031-01-01'`)).toEqual([]);
});

test('other working hours move the end of the last day, and must be in order', async () => {
  const ticket = await overNewYear();
  const hours = { kind: 'working-hours', subject: 'working-hours', value: { hours: '9:00-12:00' } };
  expect(await refusalOf(admin, hours)).toEqual(['hours: Line 1: The form is 08:30-12:00']);
  const tooEarly = { ...hours, value: { hours: '13:00-18:00\n09:00-12:00' } };
  expect(await refusalOf(admin, tooEarly)).toEqual([
    'hours: Intervals come in order, without overlapping or touching',
  ]);
  // From SETTING_EXAMPLES: 08:00-12:00 and 13:30-17:30.
  const change = await changeSetting(admin, { kind: 'working-hours', ...SETTING_EXAMPLES['working-hours']! });
  await drain();
  expect(await dueOf(ticket)).toBe('2027-01-05T09:30:00.000Z handle-any-any');
  await undoChange(admin, change);
  await drain();
  expect(await dueOf(ticket)).toBe('2027-01-05T09:00:00.000Z handle-any-any');
});
