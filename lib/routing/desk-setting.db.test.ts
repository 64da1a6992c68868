import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import categories from '@/prisma/seed/data/categories.json';
import { applyChange } from '@/lib/settings/apply-change';
import { readChange, readSetting, readTyped } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { undoChange } from '@/lib/settings/undo-change';
import { buildDesk } from '@/tests/factories/desk';
import { signedIn } from '@/tests/factories/staff';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { configureDesk } from './configure-desk';
import { listOwnDesks } from './console-queries';
import { deskAccess } from './desk-access';

const database = useDatabase();
const CITY = 'city-230100';
const SYSTEM = { kind: 'system', name: 'command-line' } as const;
let admin: StaffActor;
let harbin: StaffActor;

beforeAll(async () => {
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
  harbin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '230100' }])).actor;
});
beforeEach(async () => {
  for (const table of 'routing_rule setting_change rate_limit work_order delivery ticket_event ticket desk_secret desk'.split(
    ' ',
  ))
    await database.query(`DELETE FROM ${table}`);
  await buildDesk();
});

/** What a form gives: the map as pairs. */
const desk = {
  code: 'market-230100',
  jurisdictionCode: '230100',
  nameZh: '哈尔滨市市场监督管理平台',
  nameEn: 'Harbin market supervision platform',
  kind: 'market_supervision',
  protocol: 'desk',
  baseUrl: 'https://desk.example.cn/api/',
  digitsOnly: false,
  categoryMap: [] as [string, string][],
  maxInFlight: '8' as unknown,
  active: true,
  paused: false,
};
/** The desk of the tests' factory, as a form gives it. */
const city = {
  ...desk,
  code: CITY,
  nameZh: '测试平台',
  nameEn: 'Test desk',
  kind: 'city',
  baseUrl: 'http://127.0.0.1:1/city-desk',
};
const propose = (value: unknown, subject: string | null = null, actor = admin) =>
  proposeChange(actor, { kind: 'desk', subject, value });
const apply = async (value: unknown, subject: string | null = null) => {
  const { id } = await propose(value, subject);
  await applyChange(admin, id);
  return id;
};
const effectsOf = async (value: unknown, subject: string | null = null) =>
  (await readChange(admin, (await propose(value, subject)).id)).effects.map(
    ({ level, text }) => `${level}: ${text.en}`,
  );
async function refusal(value: unknown, subject: string | null = null): Promise<string[]> {
  const { id, state } = await propose(value, subject);
  expect(state).toBe('refused');
  return (await readTyped(admin, 'desk', id))!.errors.map(({ field, message }) => `${field}: ${message.en}`);
}

test('a desk is added, changed and taken back, each by one act', async () => {
  const added = await apply(desk);
  expect(await readSetting(admin, 'desk', desk.code)).toEqual({
    ...desk,
    baseUrl: 'https://desk.example.cn/api',
    categoryMap: {},
    maxInFlight: 8,
  });
  const changed = await apply(
    { ...desk, digitsOnly: true, categoryMap: [['X2106', '01037']], maxInFlight: 3, paused: true },
    desk.code,
  );
  expect(await deskAccess(desk.code, new Date())).toMatchObject({
    digitsOnly: true,
    categoryMap: { X2106: '01037' },
    maxInFlight: 3,
    paused: true,
    active: true,
  });
  await undoChange(admin, changed);
  expect(await deskAccess(desk.code, new Date())).toMatchObject({ maxInFlight: 8, categoryMap: {} });
  await expect(undoChange(admin, added)).resolves.toBeTypeOf('string');
  expect(await readSetting(admin, 'desk', desk.code)).toBeNull();
});

describe('what cannot be is refused beside its field', () => {
  test.each([
    [{ baseUrl: 'http://desk.example.cn' }, 'baseUrl: Enter an address that begins with https://'],
    [{ baseUrl: 'ftp://desk.example.cn' }, 'baseUrl: Enter an address that begins with https://'],
    [{ code: 'Market' }, 'code: Small letters, digits and -, at most 50'],
    [{ jurisdictionCode: '230102' }, 'jurisdictionCode: Choose a prefecture of Heilongjiang, such as 230100'],
    [{ protocol: 'soap' }, 'protocol: There is no such protocol'],
    [{ maxInFlight: undefined }, 'maxInFlight: Enter a number'],
    [{ maxInFlight: 65 }, 'maxInFlight: Not more than 64'],
    [{ categoryMap: [['X2106', '']] }, 'categoryMap.0.1: One pair a line, such as X2106=01037'],
    [{ categoryMap: [['99999', '01037']] }, 'categoryMap: There is no category 99999'],
    [
      {
        categoryMap: [
          ['X2106', '01037'],
          ['X2106', '01038'],
        ],
      },
      'categoryMap: A category code is there twice',
    ],
    [
      { digitsOnly: true, categoryMap: [['X2106', 'A1037']] },
      'categoryMap: This desk takes digits only: map to five digits',
    ],
  ])('%j', async (change, said) => {
    expect((await refusal({ ...desk, ...change }))[0]).toBe(said);
  });

  test('code and prefecture stay', async () => {
    expect(await refusal({ ...city, code: 'other' }, CITY)).toEqual(['code: The code of a desk stays']);
    expect(await refusal({ ...city, jurisdictionCode: '230200' }, CITY)).toEqual([
      'jurisdictionCode: The prefecture of a desk stays',
    ]);
  });

  test('a desk that rules lead to, or that has received something, is not taken away', async () => {
    await configureDesk(SYSTEM, { action: 'default-rule', code: CITY });
    expect(await refusal(null, CITY)).toEqual([
      ': Routing rules still lead to this desk; change or remove them first',
    ]);
    await database.query('DELETE FROM routing_rule');
    await buildTicket({ deliveries: ['work_order'] });
    expect(await refusal(null, CITY)).toEqual([
      ': This desk has received reports or they wait for it; switch it off instead of removing it',
    ]);
  });
});

test('switching a desk off says what waits, which rules lead to it and what past tickets would have done', async () => {
  await configureDesk(SYSTEM, { action: 'default-rule', code: CITY });
  for (let count = 0; count < 3; count += 1) await buildTicket({ deliveries: ['work_order'] });
  expect(await effectsOf({ ...city, active: false }, CITY)).toEqual([
    'information: Deliveries that wait for this desk, those given up among them: 3.',
    'warning: Once it is switched off, what waits is no longer sent.',
    'warning: Routing rules that lead to this desk: 1. Once it is off, the next fitting rule is taken, or a person decides.',
    'warning: No working rule of last resort is left: what no other rule fits has no desk and waits for a person.',
    'information: Tried on the 3 reports of the last 90 days: 3 would have gone elsewhere.',
    'warning: 3 of them would have no desk and wait for a person.',
    'information: For example these 3:',
    'information: Only new reports are affected; none that has been sent is sent anew.',
  ]);
  expect(await listOwnDesks(admin)).toMatchObject([{ code: CITY, waiting: 3, dead: 0, rules: 1 }]);
});

test('a desk that takes digits only is told which categories its map leaves out', async () => {
  const lettered = categories.filter(({ code }) => /[A-Z]/.test(code));
  const { id } = await propose({ ...city, digitsOnly: true, categoryMap: [['X2106', '01037']] }, CITY);
  const told = (await readChange(admin, id)).effects.find(({ table }) => table)?.table?.rows ?? [];
  expect(told).toHaveLength(lettered.length - 1);
  expect(told.map(([code]) => code)).not.toContain('X2106');
});

test('a new desk is told that it has neither rules nor a secret yet', async () => {
  expect(await effectsOf(desk)).toEqual([
    'information: No routing rule leads to this desk yet, so it receives nothing.',
    'warning: This desk has no valid secret; start one on its page of secrets, or nothing can be sent or received.',
  ]);
});

test('an administrator of Harbin sees and changes the desks of Harbin only', async () => {
  await buildDesk({ code: 'city-230200', jurisdictionCode: '230200' });
  expect((await listOwnDesks(harbin)).map(({ code }) => code)).toEqual([CITY]);
  const elsewhere = { ...desk, code: 'market-230200', jurisdictionCode: '230200' };
  await expect(propose(elsewhere, null, harbin)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(propose(null, 'city-230200', harbin)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(readSetting(harbin, 'desk', 'city-230200')).rejects.toMatchObject({ code: 'forbidden' });
  expect((await propose({ ...city, paused: true }, CITY, harbin)).state).toBe('proposed');
});

test('what the command line does is what the console compares with: nothing is overwritten', async () => {
  const paused = await apply({ ...city, paused: true }, CITY);
  await configureDesk(SYSTEM, { action: 'resume', code: CITY });
  expect((await readChange(admin, paused)).outdated).toBe(true);
  await expect(undoChange(admin, paused)).rejects.toMatchObject({ code: 'setting_changed' });

  const { id } = await propose({ ...city, maxInFlight: 2 }, CITY);
  const answers = await Promise.allSettled([
    applyChange(admin, id),
    configureDesk(SYSTEM, { action: 'pause', code: CITY }),
  ]);
  const [row] = await database.query<{ max_in_flight: number; paused: boolean }>(
    'SELECT max_in_flight, paused FROM desk WHERE code = $1',
    [CITY],
  );
  const applied = answers[0].status === 'fulfilled';
  expect(row).toEqual({ max_in_flight: applied ? 2 : 8, paused: true });
});
