import { describe, expect, it } from 'vitest';
import { GET as nearDivisions } from '@/app/api/v1/divisions/near/route';
import { GET as findByCode } from '@/app/api/v1/components/[code]/route';
import { useDatabase } from '@/tests/setup/database';
import { findComponent } from './find-component';
import { importComponents, type ComponentImport } from './import-components';

const database = useDatabase({ demo: true });
const actor = { kind: 'system', name: 'test' } as const;
const HEADING = '编号,事项代码,区划代码,街道代码,地址,名称,经度,纬度';

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7);
}

function take(
  lines: readonly string[],
  coordinates: 'wgs84' | 'gcj02' = 'wgs84',
  heading = HEADING,
): Promise<ComponentImport> {
  return importComponents(actor, {
    text: pieces([heading, ...lines].join('\r\n')),
    source: '哈尔滨市路灯台账 2026-11',
    coordinates,
  });
}

const audits = () =>
  database.query<{ jurisdiction_code: string; data: unknown }>(
    `SELECT jurisdiction_code, data FROM audit_event WHERE action = 'components.import' ORDER BY jurisdiction_code, at`,
  );

describe('importing a list', () => {
  it('adds, brings up to date, and names each record that is wrong by its line', async () => {
    const first = await take([
      'HA-0001,01037,230103,230103001,"东大直街 1 号, 门前",路灯,126.638600,45.756200',
      'ha 0002,01037,230103,,东大直街 2 号,,,',
      '灯杆,01037,230103,,,,,',
      'HA-0003,99999,230103,,,,,',
      'HA-0004,01037,230100,,,,,',
      'HA-0005,01037,230103,230102001,,,,',
      'HA-0006,01037,230103,,,,45.7562,126.6386',
      'HA-0007,01037,230103,,,,126.6386,',
      'HA-0008,01037,230103,,,,121.47,31.23',
      'HA-0001,01037,230103,,,,,',
      'QQ-0001,01037,230203,,卜奎大街 1 号,,,',
    ]);
    expect(first).toMatchObject({ added: 3, updated: 0, refusedCount: 8 });
    const reasons = Object.fromEntries(first.refused.map(({ line, reason }) => [line, reason.en]));
    expect(reasons).toEqual({
      4: 'the code must be 1 to 32 letters, digits or hyphens',
      5: 'there is no category 99999',
      6: 'there is no county 230100',
      7: expect.stringContaining('street 230102001 is not in'),
      8: 'lng and lat are swapped',
      9: 'lng and lat must both be numbers, in degrees',
      10: 'the position is not in the province',
      11: 'the code HA-0001 stands in this list twice',
    });
    expect(await findComponent('ｈａ－０００１')).toMatchObject({
      code: 'HA-0001',
      name: '路灯',
      category: { code: '01037' },
      prefecture: { code: '230100' },
      division: { code: '230103', name: { 'zh-CN': '南岗区' } },
      street: { code: '230103001' },
      address: '东大直街 1 号, 门前',
      position: { lng: 126.6386, lat: 45.7562 },
      source: '哈尔滨市路灯台账 2026-11',
    });

    const second = await take(['HA-0001,01037,230104,,靖宇街 5 号,路灯,,']);
    expect(second).toEqual({ added: 0, updated: 1, refusedCount: 0, refused: [] });
    expect(await findComponent('HA-0001')).toMatchObject({
      division: { code: '230104' },
      street: null,
      address: '靖宇街 5 号',
      position: null,
    });
    expect(await audits()).toEqual([
      { jurisdiction_code: '230100', data: { added: 2, updated: 0 } },
      { jurisdiction_code: '230100', data: { added: 0, updated: 1 } },
      { jurisdiction_code: '230200', data: { added: 1, updated: 0 } },
    ]);
  });

  it('leaves a code alone that another city has', async () => {
    const result = await take(['QQ-0001,01037,230103,,东大直街 9 号,,,']);
    expect(result).toMatchObject({ added: 0, updated: 0, refusedCount: 1 });
    expect(result.refused[0]?.reason.zh).toBe('编号 QQ-0001 已由另一城市登记');
    expect(await findComponent('QQ-0001')).toMatchObject({ division: { code: '230203' } });
  });

  it('turns GCJ-02 into WGS-84', async () => {
    // The pair of gcoord's own test (test/unit/crs/GCJ02.spec.js).
    await take(['GCJ-1,01037,230103,,,,123,45'], 'gcj02');
    const found = await findComponent('GCJ-1');
    expect(found?.position?.lng).toBeCloseTo(122.99395597, 5);
    expect(found?.position?.lat).toBeCloseTo(44.99804071, 5);
  });

  it('changes nothing when the list cannot be read to its end, or is none', async () => {
    const before = await database.query('SELECT count(*) AS n FROM component');
    const lines = Array.from({ length: 2_500 }, (_, n) => `BULK-${n},01037,230103,,,,,`);
    await expect(take([...lines, 'X-1,01037,230103,,"open,,,'])).rejects.toMatchObject({
      code: 'invalid_input',
      options: { fields: [{ field: 'file', message: { zh: '第 2502 行的引号没有结束' } }] },
    });
    await expect(take([], 'wgs84', '编号,地址')).rejects.toMatchObject({
      options: { fields: [{ message: { en: 'The first line lacks the columns category, division' } }] },
    });
    expect(await database.query('SELECT count(*) AS n FROM component')).toEqual(before);
    expect(await take(lines)).toMatchObject({ added: 2_500, refusedCount: 0 });
    expect(await take(lines)).toMatchObject({ added: 0, updated: 2_500 });
  });

  it('is for the system alone', async () => {
    await expect(
      importComponents(
        { kind: 'public', address: '::1' },
        { text: pieces(HEADING), source: 'x', coordinates: 'wgs84' },
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

const ask = (code: string) =>
  findByCode(new Request(`http://localhost/api/v1/components/${encodeURIComponent(code)}`), {
    params: Promise.resolve({ code }),
  });
const near = (query: string) =>
  nearDivisions(new Request(`http://localhost/api/v1/divisions/near?${query}`), {
    params: Promise.resolve({}),
  });

describe('GET /api/v1/components/{code}', () => {
  it('shows a thing of the demonstration, and the same 404 for anything else', async () => {
    const found = await ask('dz-0012');
    expect(found.status).toBe(200);
    expect(await found.json()).toMatchObject({
      code: 'DZ-0012',
      name: '路灯',
      division: { name: { 'zh-CN': '南岗区' } },
      street: { name: { 'zh-CN': '花园街道' } },
      address: '东大直街 12 号门前',
    });
    const problems = await Promise.all(
      ['NO-SUCH-1', '路灯', 'x'.repeat(99), "' OR 1=1 --"].map(async (code) => {
        const { status, body } = await ask(code).then(async (answer) => ({
          status: answer.status,
          body: (await answer.json()) as Record<string, unknown>,
        }));
        return { status, code: body.code, detail: body.detail };
      }),
    );
    expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
    expect(problems[0]).toMatchObject({ status: 404, code: 'unknown_component' });
  });

  it('is limited, so that a list is not read off number by number', async () => {
    let last = 200;
    for (let n = 0; n < 6_100 && last !== 429; n += 100)
      [last = 0] = (await Promise.all(Array.from({ length: 100 }, (_, k) => ask(`N-${n + k}`))))
        .map(({ status }) => status)
        .sort((a, b) => b - a);
    expect(last).toBe(429);
  });
});

describe('GET /api/v1/divisions/near', () => {
  it('proposes the nearest seats, the most likely first', async () => {
    // The seat of Binxian lies 60 km east of Harbin; nothing with a number is near.
    const answer = (await (await near('lng=127.48&lat=45.76')).json()) as {
      items: { division: { code: string }; prefecture: { code: string }; metres: number }[];
      street: unknown;
    };
    expect(answer.items).toHaveLength(5);
    expect(answer.items[0]).toMatchObject({ division: { code: '230125' }, prefecture: { code: '230100' } });
    expect(answer.items[0]?.metres).toBeLessThan(1_000);
    expect(answer.street).toBeNull();
    expect(answer.items.map(({ metres }) => metres)).toEqual(
      answer.items.map(({ metres }) => metres).toSorted((a, b) => a - b),
    );
  });

  it('trusts a numbered thing near by more than a seat', async () => {
    // Hexing Road lies in Nangang, nearer to the seat of Daoli.
    const answer = await (await near('lng=126.6098&lat=45.7363')).json();
    expect(answer).toMatchObject({
      items: [{ division: { code: '230103' } }, { division: { code: '230102' } }, {}, {}, {}],
      street: { code: '230103015', name: { 'zh-CN': '和兴路街道' } },
    });
  });

  it.each([
    ['Shanghai', 'lng=121.47&lat=31.23', 422, 'position_outside'],
    // Inside the box around the province, yet in Jilin.
    ['Changchun', 'lng=125.32&lat=43.88', 422, 'position_outside'],
    ['nowhere', 'lng=abc&lat=45', 422, 'invalid_input'],
    ['half a position', 'lng=126', 422, 'invalid_input'],
  ])('%s is refused', async (_name, query, status, code) => {
    const answer = await near(query);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });
});
