import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { submitReport } from '@/lib/intake/submit-report';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { applyChange } from '@/lib/settings/apply-change';
import { readChange, readSetting } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { undoChange } from '@/lib/settings/undo-change';
import { seedDivisions } from '@/prisma/seed/divisions';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { findNearPlaces } from '../near-places';
import type { DivisionList } from './division-setting';
import { gridAt } from './grid-at';
import type { GridList } from './grid-setting';

useDatabase();

const square = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const grid = (code: string, areaClass: 'A' | 'B' | 'C', shape: [number, number][][][] | null) => ({
  code,
  name: `网格 ${code.slice(-3)}`,
  areaClass,
  streetCode: '230102001',
  shape,
});
/** A ring of a core area with an ordinary one in its hole, side by side with one that has no shape. */
const DAOLI: GridList = {
  countyCode: '230102',
  grids: [
    grid('230102001001001', 'A', [[square(126.6, 45.7, 0.09), square(126.63, 45.73, 0.03)]]),
    grid('230102001001002', 'B', [[square(126.63, 45.73, 0.03)]]),
    grid('230102001001003', 'C', null),
  ],
};

let admin: StaffActor;
beforeAll(async () => {
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
});

async function apply(kind: string, subject: string, value: unknown): Promise<string> {
  const { id, state } = await proposeChange(admin, { kind, subject, value });
  expect(state).toBe('proposed');
  await applyChange(admin, id);
  return id;
}

/** Whether there are shapes at all is looked up at most every two seconds. */
const found = (lng: number, lat: number, code: string | undefined) =>
  vi.waitFor(async () => expect((await gridAt({ lng, lat }))?.code).toBe(code), 5_000);

async function report(position: { lng: number; lat: number }, divisionCode = '230102') {
  const { trackingNumber } = await submitReport(
    { kind: 'public', address: '192.0.2.7' },
    {
      description: '路边有成堆的生活垃圾',
      categoryCode: '06010',
      divisionCode,
      address: '某街',
      ...position,
    },
    { channel: 'web', locale: 'zh-CN', idempotency: { scope: 'reports', key: randomUUID() } },
  );
  const { rows } = await db().query<{ line: string }>(
    `SELECT concat_ws(' ', coalesce(grid_id, '-'), ticket.area_class, coalesce(street_code, '-'), rule.amount || rule.unit) AS line
     FROM ticket LEFT JOIN deadline_rule rule ON rule.id = ticket.deadline_rule_id WHERE tracking_number = $1`,
    [trackingNumber],
  );
  return rows[0]?.line;
}

describe('grids', () => {
  test('are brought in, put reports into them with the deadline of their class, and go by one act', async () => {
    await found(126.61, 45.71, undefined);
    const id = await apply('grid-list', '230102', DAOLI);
    expect(await readSetting(admin, 'grid-list', '230102')).toEqual(DAOLI);
    await found(126.61, 45.71, '230102001001001');
    await found(126.645, 45.745, '230102001001002');
    await found(126.5, 45.7, undefined);
    // domain/sla-defaults.json: 06010 in a core area 4 working hours, elsewhere 1 working day
    expect(await report({ lng: 126.61, lat: 45.71 })).toBe('230102001001001 A 230102001 4.00work_hour');
    expect(await report({ lng: 126.645, lat: 45.745 })).toBe('230102001001002 B 230102001 1.00work_day');
    expect(await report({ lng: 126.5, lat: 45.7 })).toBe('- B - 1.00work_day');
    // the person named another county: that stands
    expect(await report({ lng: 126.61, lat: 45.71 }, '230103')).toBe('- B - 1.00work_day');
    const near = await findNearPlaces(new URLSearchParams({ lng: '126.61', lat: '45.71' }));
    expect([near.items[0]?.division.code, near.street?.code]).toEqual(['230102', '230102001']);
    await undoChange(admin, id);
    await found(126.61, 45.71, undefined);
    expect(await readSetting(admin, 'grid-list', '230102')).toEqual({ countyCode: '230102', grids: [] });
  });

  test('the preview counts what comes and goes, and warns of what overlaps or has no shape', async () => {
    await apply('grid-list', '230103', {
      countyCode: '230103',
      grids: [{ ...grid('230103001001001', 'A', null), streetCode: null }],
    });
    const { id } = await proposeChange(admin, {
      kind: 'grid-list',
      subject: '230103',
      value: {
        countyCode: '230103',
        grids: [
          { ...grid('230103001001002', 'A', [[square(126.6, 45.7, 0.03)]]), streetCode: null },
          { ...grid('230103001001003', 'A', [[square(126.61, 45.71, 0.01)]]), streetCode: null },
        ],
      },
    });
    const { effects } = await readChange(admin, id);
    expect(effects.map(({ level, text }) => `${level}: ${text.en}`)).toEqual([
      'information: 2 added, 0 changed, 1 removed; 2 grids then',
      expect.stringContaining('New reports'),
      'warning: 1 pairs of grids overlap',
    ]);
    expect(effects[2]?.table?.rows).toEqual([['230103001001002', '230103001001003']]);
  });

  test('a street that is none is refused, and a county that is none is not found', async () => {
    const wrong = { ...DAOLI, grids: [{ ...DAOLI.grids[0]!, streetCode: '230102999' }] };
    expect((await proposeChange(admin, { kind: 'grid-list', subject: '230102', value: wrong })).state).toBe(
      'refused',
    );
    await expect(
      proposeChange(admin, {
        kind: 'grid-list',
        subject: '239999',
        value: { countyCode: '239999', grids: [] },
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an administrator of another city sees and changes none of them', async () => {
    const { actor } = await signedIn([{ role: 'system-admin', jurisdictionCode: '230200' }]);
    await expect(readSetting(actor, 'grid-list', '230102')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      proposeChange(actor, { kind: 'grid-list', subject: '230102', value: DAOLI }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('divisions', () => {
  const read = async () => (await readSetting(admin, 'division-list', '232700')) as DivisionList;

  test('a new street and a new name are there, stay through the next start, and go by one act', async () => {
    const before = await read();
    const county = before.divisions.find(({ level }) => level === 'county')!;
    const street = {
      ...county,
      code: `${county.code}001`,
      parentCode: county.code,
      level: 'township',
      nameZh: '新街道',
    };
    const value = {
      ...before,
      divisions: [
        ...before.divisions.map((row) => (row.code === county.code ? { ...row, nameZh: '新名区' } : row)),
        street,
      ].sort((left, right) => (left.code < right.code ? -1 : 1)),
    };
    const id = await apply('division-list', '232700', value);
    await seedDivisions({ query: async (text, values) => db().query(text, values) });
    const names = (await read()).divisions.map(({ nameZh }) => nameZh);
    expect(names).toEqual(expect.arrayContaining(['新名区', '新街道']));
    await undoChange(admin, id);
    expect(await read()).toEqual(before);
  });

  test('one that tickets name does not go', async () => {
    await report({ lng: 126.61, lat: 45.71 });
    const harbin = (await readSetting(admin, 'division-list', '230100')) as DivisionList;
    const value = { ...harbin, divisions: harbin.divisions.filter(({ code }) => !code.startsWith('230102')) };
    const { state } = await proposeChange(admin, { kind: 'division-list', subject: '230100', value });
    expect(state).toBe('refused');
  });
});
