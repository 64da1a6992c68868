import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/platform/db';
import { deskDirectory } from '@/lib/routing/desks';
import { deskAccess } from '@/lib/routing/desk-access';
import { decide } from '@/lib/routing/decide';
import { startDeskSecret } from '@/lib/routing/start-desk-secret';
import { applyChange } from '@/lib/settings/apply-change';
import { readSetting } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { reference } from '@/lib/tickets/reference';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { seed } from '.';

const database = useDatabase({ demo: true });
let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

async function contents(): Promise<string> {
  const tables = [
    'division',
    'category',
    'category_question',
    'deadline_rule',
    'calendar_day',
    'calendar_year',
    'setting',
    'desk',
    'routing_rule',
    'component',
  ];
  const parts = await Promise.all(
    tables.map((table) =>
      database.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`),
    ),
  );
  return JSON.stringify(parts);
}

describe('the seed', () => {
  it('has every division, category, limit and desk', async () => {
    const facts = await reference();
    const count = (level: string) =>
      [...facts.divisions.values()].filter((division) => division.level === level).length;
    expect({
      province: count('province'),
      prefecture: count('prefecture'),
      county: count('county'),
      township: count('township'),
    }).toEqual({
      province: 1,
      prefecture: 13,
      county: 126,
      township: 328,
    });
    expect(
      [...facts.divisions.values()].filter(({ selectable }) => !selectable).map(({ code }) => code),
    ).toEqual(['230671']);
    expect(facts.categories.size).toBe(263);
    expect(facts.deadlineRules).toHaveLength(107);
    const unsourced = await database.query(
      `SELECT id FROM deadline_rule WHERE source = '' OR confidence = ''`,
    );
    expect(unsourced).toEqual([]);
    const [{ desks }] = (await database.query<{ desks: string }>('SELECT count(*) AS desks FROM desk')) as [
      { desks: string },
    ];
    expect(desks).toBe('15');
  });

  it('names a parent that exists for every division, and a centre near Harbin for Harbin', async () => {
    const { divisions } = await reference();
    for (const { code, parentCode } of divisions.values())
      if (parentCode) expect(divisions.has(parentCode), code).toBe(true);
    // GCJ-02 126.642464, 45.756967 lies about 0.6 km off.
    const harbin = divisions.get('230100');
    expect(harbin?.centreLng).toBeCloseTo(126.6359, 2);
    expect(harbin?.centreLat).toBeCloseTo(45.7549, 2);
    expect(divisions.get('232761')).toMatchObject({ nameZh: '加格达奇区' });
  });

  it('knows the calendar', async () => {
    const { calendar } = await reference();
    expect(calendar.isWorkday('2026-02-14')).toBe(true);
    expect(calendar.isWorkday('2026-02-17')).toBe(false);
    expect(calendar.isProvisional(2026)).toBe(false);
    expect(calendar.isProvisional(2027)).toBe(true);
  });

  it('routes every prefecture to a desk of its own with a working secret', async () => {
    const { divisions, categories } = await reference();
    for (const { code } of [...divisions.values()].filter(({ level }) => level === 'prefecture')) {
      const directory = await deskDirectory(code);
      for (const categoryCode of [null, ...categories.keys()]) {
        const facts = {
          categoryCode,
          divisionCode: code,
          jurisdictionCode: code,
          urgency: 'normal',
          requestType: 'report',
        };
        const { deskCode } = decide(facts, directory.rules, directory.desks);
        const isPartner = code === '230100' && ['X2106', '09015', '09020'].includes(categoryCode ?? '');
        expect(deskCode === `city-${code}`, `${code} ${categoryCode}`).toBe(!isPartner);
      }
    }
  });

  it('changes nothing the second time', async () => {
    const before = await contents();
    await seed(client, { demo: true });
    expect(await contents()).toBe(before);
  });

  it('keeps what staff have changed', async () => {
    await database.query(
      `UPDATE deadline_rule SET amount = 9 WHERE category_pattern = '*' AND stage = 'sign'`,
    );
    await database.query(`UPDATE category SET active = false, keywords_zh = '{路灯黑}' WHERE code = '01037'`);
    await database.query(`UPDATE desk SET active = false WHERE code = 'city-230200'`);
    await database.query(`UPDATE setting SET value = '[]' WHERE key = 'working-hours'`);
    await database.query(
      `UPDATE calendar_year SET provisional = false, source = 'imported' WHERE year = 2027`,
    );
    await database.query(`DELETE FROM calendar_day WHERE date = '2027-01-01'`);
    const before = await contents();
    await seed(client, { demo: true });
    expect(await contents()).toBe(before);
  });

  it('leaves desks, secrets and rules as staff have changed them, and brings none back that they took away', async () => {
    const { actor } = await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }]);
    const change = async (kind: string, subject: string | null, value: unknown) => {
      const { id, state } = await proposeChange(actor, { kind, subject, value });
      expect(state).toBe('proposed');
      await applyChange(actor, id);
    };
    const city = { ...((await readSetting(actor, 'desk', 'city-230300')) as object), categoryMap: [] };
    await change('desk', 'city-230300', {
      ...city,
      nameZh: '鸡西市平台',
      baseUrl: 'https://desk.example.cn/api',
      maxInFlight: 3,
    });
    const taken = (await readSetting(actor, 'routing-rule', 'X2106-230100')) as { deskCode: string };
    await change('routing-rule', 'X2106-230100', null);
    const { rows } = await db().query<{ code: string }>('SELECT code FROM desk WHERE code = $1', [
      taken.deskCode,
    ]);
    await change('desk', rows[0]!.code, null);
    const market = (await readSetting(actor, 'routing-rule', '09015-230100')) as Record<string, unknown>;
    const { jurisdictionCode: _place, deskCode: _desk, ...rule } = market;
    await change('routing-rule', '09015-230100', { ...rule, desk: '230100/city-230100' });
    await startDeskSecret(actor, 'city-230400', { keyId: 'city-230400', overlapHours: 0 });
    const secrets = () =>
      database.query('SELECT desk_code, valid_from, valid_until FROM desk_secret ORDER BY 1, 2');
    const before = [await contents(), await secrets()];
    await seed(client, { demo: true });
    expect([await contents(), await secrets()]).toEqual(before);
    expect(await database.query(`SELECT 1 FROM desk WHERE code = '12345-230100'`)).toEqual([]);
    const access = await deskAccess('city-230400', new Date());
    expect(access?.keys.map(({ secret }) => secret)).not.toContain('sandbox-desk-secret');
  });

  it('keeps every notice that staff have changed, ended or taken away, and renews the others', async () => {
    const notices = () =>
      database.query<{ id: string }>(`SELECT right(id::text, 1) AS id FROM notice ORDER BY id`);
    await seed(client, { demo: true, cases: true });
    await database.query(
      'UPDATE notice SET starts_at = starts_at - $1::interval, updated_at = updated_at - $1::interval',
      ['30 days'],
    );
    // The first is ended from the command line, the second taken away at the console.
    const id = (index: number) => `01900000-0000-7000-8000-0000000a000${index}`;
    await database.query('UPDATE notice SET ends_at = now(), updated_at = now() WHERE id = $1', [id(0)]);
    await database.query('DELETE FROM notice WHERE id = $1', [id(1)]);
    await database.query(
      `INSERT INTO setting_change (jurisdiction_code, id, kind, subject, state, proposed_by, proposed_at)
       VALUES ('230100', gen_random_uuid(), 'notice', $1, 'applied', 'x', now())`,
      [id(1)],
    );
    const [ended] = await database.query('SELECT * FROM notice WHERE id = $1', [id(0)]);
    await seed(client, { demo: true, cases: true });
    expect(await database.query('SELECT * FROM notice WHERE id = $1', [id(0)])).toEqual([ended]);
    expect((await notices()).map((notice) => notice.id)).toEqual(['0', '2']);
    expect(
      await database.query(
        `SELECT starts_at > now() - interval '10 days' AS fresh FROM notice WHERE id = $1`,
        [id(2)],
      ),
    ).toEqual([{ fresh: true }]);
  });

  it('keeps staff’s own words of messages', async () => {
    await database.query(`INSERT INTO message_template VALUES ('report-closed', 'en', 's', 't', 'm', now())`);
    await seed(client, { demo: true });
    expect(await database.query('SELECT sms FROM message_template')).toEqual([{ sms: 's' }]);
  });

  it('brings a provisional year up to date', async () => {
    await database.query(`UPDATE calendar_year SET provisional = true, source = 'older' WHERE year = 2026`);
    await database.query(`DELETE FROM calendar_day WHERE date = '2026-10-10'`);
    await database.query(`INSERT INTO calendar_day VALUES ('2026-03-03', 'holiday', 'x', 'older')`);
    await seed(client, { demo: true });
    const days = await database.query(
      `SELECT kind FROM calendar_day WHERE date IN ('2026-10-10', '2026-03-03')`,
    );
    expect(days).toEqual([{ kind: 'workday' }]);
  });

  it('follows the sandbox to another port', async () => {
    await seed(client, { demo: true, deskBaseUrl: 'http://127.0.0.1:4090/city-desk' });
    const bases = await database.query('SELECT DISTINCT base_url FROM desk ORDER BY 1');
    expect(bases).toEqual([
      { base_url: 'http://127.0.0.1:4090/city-desk' },
      { base_url: 'https://desk.example.cn/api' },
    ]);
    const access = await deskAccess('city-230100', new Date('2026-03-05T00:00:00Z'));
    expect(access?.keys.map(({ secret }) => secret)).toEqual(['sandbox-desk-secret']);
  });

  it('leaves no known secret when the database goes into production', async () => {
    await seed(client, { demo: false });
    expect(await database.query('SELECT desk_code FROM desk_secret')).toEqual([{ desk_code: 'city-230400' }]);
    // The one whose address staff have changed is theirs, and without a secret until they start one.
    expect(await database.query('SELECT code FROM desk WHERE active')).toEqual([{ code: 'city-230300' }]);
  });

  it('leaves none of the invented components, and every imported one', async () => {
    await seed(client, { demo: true });
    const count = () => database.query<{ n: number }>('SELECT count(*)::int AS n FROM component');
    // 42 things on nine streets; 15 of them lamps, which carry the city's own number as well.
    expect(await count()).toEqual([{ n: 57 }]);
    await database.query(`UPDATE component SET source = 'a city''s list' WHERE code = 'DZ-0012'`);
    await seed(client, { demo: false });
    expect(await count()).toEqual([{ n: 1 }]);
  });
});
