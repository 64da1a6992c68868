import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { submitReport } from '@/lib/intake/submit-report';
import type { StaffActor } from '@/lib/platform/actor';
import { newId } from '@/lib/platform/ids';
import { applyChange } from '@/lib/settings/apply-change';
import { readChange, readTyped } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { undoChange } from '@/lib/settings/undo-change';
import { buildDesk } from '@/tests/factories/desk';
import { auditsOf, signedIn } from '@/tests/factories/staff';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { configureDesk } from './configure-desk';
import { readRouting } from './console-queries';
import { compareRouting, dryRun, routingOf, type TicketGroup } from './dry-run';

const database = useDatabase();
const CITY = 'city-230100';
const MARKET = 'market-230100';
let admin: StaffActor;
let harbin: StaffActor;

beforeAll(async () => {
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
  harbin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '230100' }])).actor;
});
beforeEach(async () => {
  await database.query('DELETE FROM routing_rule');
  await database.query('DELETE FROM setting_change');
  await database.query('DELETE FROM rate_limit');
  await database.query('DELETE FROM ticket_event');
  await database.query('DELETE FROM ticket');
  for (const code of [CITY, MARKET]) await buildDesk({ code });
  await buildDesk({ code: 'city-230200', jurisdictionCode: '230200' });
  await configureDesk({ kind: 'system', name: 'test' }, { action: 'default-rule', code: CITY });
});

const street = {
  desk: `230100/${MARKET}`,
  categoryPattern: '09*',
  divisionPattern: '*',
  urgency: null,
  requestType: null,
  priority: 100,
};
const propose = (value: unknown, subject: string | null = null, actor = admin) =>
  proposeChange(actor, { kind: 'routing-rule', subject, value });
const effectsOf = async (id: string) =>
  (await readChange(admin, id)).effects.map(({ level, text }) => `${level}: ${text.en}`);

async function refusal(value: unknown, subject: string | null = null): Promise<string[]> {
  const { id, state } = await propose(value, subject);
  expect(state).toBe('refused');
  return (await readTyped(admin, 'routing-rule', id))!.errors.map(
    ({ field, message }) => `${field}: ${message.en}`,
  );
}

/** Where a report goes that is sent now; the directory that intake reads is at most two seconds old. */
async function deskOfNew(categoryCode: string): Promise<string> {
  const report = await submitReport(
    { kind: 'public', address: '203.0.113.7' },
    {
      description: '占道经营',
      categoryCode,
      divisionCode: '230102',
      address: '中央大街100号',
      anonymous: true,
    },
    { channel: 'web', locale: 'zh-CN', idempotency: { scope: 'api', key: newId() } },
  );
  const [row] = await database.query<{ desk_code: string }>(
    'SELECT desk_code FROM ticket WHERE tracking_number = $1',
    [report.trackingNumber],
  );
  return row!.desk_code;
}

test('a rule is tried on past tickets, made, decides for new ones, and is taken back by one act', async () => {
  const past: string[] = [];
  for (const categoryCode of ['09015', '09015', '09020', '01037', null])
    past.push((await buildTicket({ categoryCode })).ticketId);
  await buildTicket({ categoryCode: '09015', submittedAt: new Date(Date.now() - 91 * 86_400_000) });
  await buildTicket({ categoryCode: '09015', jurisdictionCode: '230200', deskCode: 'city-230200' });

  const { id } = await propose(street);
  const { effects, subject } = await readChange(admin, id);
  expect(effects[0]).toMatchObject({
    level: 'information',
    text: { en: 'Tried on the 5 reports of the last 90 days: 3 would have gone elsewhere.' },
  });
  expect(effects[0]?.table?.rows.map((row) => row.at(-1))).toEqual(['2', '1']);
  expect(effects.at(-2)?.table?.rows).toHaveLength(3);
  expect(JSON.stringify(effects)).not.toContain('中央大街');

  await applyChange(admin, id);
  await expect.poll(() => deskOfNew('09015'), { timeout: 10_000 }).toBe(MARKET);
  expect(await deskOfNew('01037')).toBe(CITY);
  const kept = await database.query('SELECT DISTINCT desk_code FROM ticket WHERE id = ANY ($1)', [past]);
  expect(kept).toEqual([{ desk_code: CITY }]);
  await undoChange(admin, id);
  await expect.poll(() => deskOfNew('09015'), { timeout: 10_000 }).toBe(CITY);
  expect(await auditsOf(subject)).toEqual(['setting.apply done', 'setting.undo done']);
});

test('the rule of last resort is not changed, taken away or led to a desk set aside without a warning', async () => {
  await buildTicket({ categoryCode: '01037' });
  const warned = [
    'warning: No working rule of last resort is left: what no other rule fits has no desk and waits for a person.',
    'warning: 1 of them would have no desk and wait for a person.',
  ];
  const { id } = await propose(null, 'all-230100');
  expect(await effectsOf(id)).toEqual(expect.arrayContaining(warned));
  const all = { id: 'all-230100', ...street, desk: `230100/${CITY}`, priority: 1000 };
  const narrower = await propose({ ...all, categoryPattern: '02*' }, 'all-230100');
  expect(await effectsOf(narrower.id)).toEqual(expect.arrayContaining(warned));
  const other = await propose({ ...all, categoryPattern: '*', desk: `230100/${MARKET}` }, 'all-230100');
  expect((await effectsOf(other.id)).filter((line) => line.startsWith('warning'))).toEqual([]);
});

test('a rule that never decides is told of', async () => {
  const first = await propose(street);
  await applyChange(admin, first.id);
  const second = await propose({ ...street, priority: 200, desk: `230100/${CITY}` });
  const { subject } = await readChange(admin, first.id);
  expect(await effectsOf(second.id)).toContain(
    `warning: This rule never decides: rule ${subject} has the same conditions and comes first.`,
  );
});

describe('what cannot be is refused beside its field', () => {
  test.each([
    [
      { categoryPattern: '9' },
      'categoryPattern: Enter a category code of five characters, a beginning with * such as 09*, or *',
    ],
    [{ categoryPattern: '99999' }, 'categoryPattern: No category has this code or beginning'],
    [
      { divisionPattern: '230202' },
      'divisionPattern: No division of this prefecture has this code or beginning',
    ],
    [{ desk: '' }, 'desk: Choose a desk'],
    [{ desk: '230100/city-230200' }, 'desk: This prefecture has no such desk'],
    [{ priority: '' }, 'priority: Enter a number'],
    [{ priority: 10_000 }, 'priority: Not more than 9999'],
    [{ urgency: 'soon' }, 'urgency: Choose one of the options given'],
  ])('%j', async (change, said) => {
    const value = { ...street, ...change };
    expect(await refusal({ ...value, priority: value.priority === '' ? undefined : value.priority })).toEqual(
      [said],
    );
  });

  test('a rule stays in its prefecture', async () => {
    const value = { ...street, id: 'all-230100', desk: '230200/city-230200' };
    expect(await refusal(value, 'all-230100')).toEqual(['desk: Choose a desk of the same prefecture']);
  });
});

test('an administrator of Harbin sees and changes the rules of Harbin only', async () => {
  expect((await readRouting(harbin, '230100')).rules.map(({ rule }) => rule.id)).toEqual(['all-230100']);
  await expect(readRouting(harbin, '230200')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(propose({ ...street, desk: '230200/city-230200' }, null, harbin)).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await propose(street, null, harbin)).state).toBe('proposed');
});

test('what the command line changes meanwhile is not overwritten', async () => {
  const all = { ...street, id: 'all-230100', desk: `230100/${CITY}`, categoryPattern: '*', priority: 900 };
  const { id } = await propose(all, 'all-230100');
  await configureDesk({ kind: 'system', name: 'test' }, { action: 'default-rule', code: MARKET });
  expect((await readChange(admin, id)).outdated).toBe(true);
  await expect(applyChange(admin, id)).rejects.toMatchObject({ code: 'setting_changed' });
});

test('twenty thousand tickets and a hundred rules take less than two seconds, and no more are looked at', async () => {
  await database.query(
    `INSERT INTO ticket (jurisdiction_code, id, tracking_number, query_code_cipher, query_code_key_id, query_code_hash,
       status, channel, locale, request_type, urgency, category_code, category_source, division_code, description,
       keep_secret, anonymous, routing_reason, submitted_at, updated_at, retention_class)
     SELECT '230100', ($1 || lpad(to_hex(n), 12, '0'))::uuid, lpad(n::text, 12, '0'),
       '', '', '', 'submitted', 'web', 'zh-CN', 'report', 'normal',
       CASE WHEN n % 4 = 0 THEN '09015' ELSE '01037' END, 'person', '2301' || lpad((n % 18 + 1)::text, 2, '0'), 'x',
       false, true, 'rule', now(), now(), 'ticket'
     FROM generate_series(1, 21000) AS n`,
    [newId().slice(0, 24)],
  );
  const present = await routingOf('230100');
  const more = Array.from({ length: 100 }, (_, index) => ({
    id: `r${index}`,
    jurisdictionCode: '230100',
    priority: index,
    categoryPattern: '01037',
    divisionPattern: `2301${String(index).padStart(2, '0')}`,
    urgency: 'critical',
    requestType: null,
    deskCode: MARKET,
  }));
  const proposed = {
    ...present,
    rules: [
      ...present.rules,
      ...more,
      { ...more[0]!, id: 'food', categoryPattern: '09015', divisionPattern: '*', urgency: null },
    ],
  };
  const start = performance.now();
  const found = await dryRun('230100', present, proposed, new Date());
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(found).toMatchObject({ tickets: 20_000, capped: true, moved: 5_000, withoutDesk: 0 });
  // The same ones counted by the database, without deciding anything.
  const groups = await database.query<TicketGroup>(
    `SELECT category_code AS "categoryCode", division_code AS "divisionCode", urgency, request_type AS "requestType",
       1 AS count, '{}'::text[] AS numbers FROM ticket ORDER BY id DESC LIMIT 20000`,
  );
  expect(groups.filter(({ categoryCode }) => categoryCode === '09015')).toHaveLength(5_000);
  expect(compareRouting('230100', groups, present, proposed).moved).toBe(5_000);
});
