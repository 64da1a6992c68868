import { expect, test } from 'vitest';
import { submitReport } from '@/lib/intake/submit-report';
import { newId } from '@/lib/platform/ids';
import { useDatabase } from '@/tests/setup/database';
import { authenticateDesk } from './authenticate-desk';
import { configureDesk, type DeskChange } from './configure-desk';
import { signedHeaders } from './desk-signature';
import { listDesks } from './list-desks';

const database = useDatabase();
const operator = { kind: 'system' as const, name: 'command-line' };
const at = (time: string) => ({ clock: { now: () => new Date(time) } });
const CODE = 'platform-230100';
const desk: DeskChange = {
  action: 'add',
  code: CODE,
  jurisdictionCode: '230100',
  nameZh: '哈尔滨市数字化城市管理平台',
  nameEn: 'Harbin digital city management platform',
  kind: 'digital_city_platform',
  baseUrl: 'https://desk.example.cn/api/',
};
const FIRST = 'first-secret-of-thirty-two-letters-or-more';

const opens = async (keyId: string, secret: string, time: string) => {
  const headers = new Headers(signedHeaders({ keyId, secret }, '{}', new Date(time)));
  return authenticateDesk(CODE, headers, Buffer.from('{}'), at(time)).then(
    () => true,
    () => false,
  );
};

test('a city sets its desk up, gets reports, and replaces the secret without a gap', async () => {
  expect(await database.query('SELECT 1 FROM desk')).toEqual([]);
  await configureDesk(operator, desk);
  await configureDesk(
    operator,
    { action: 'secret', code: CODE, keyId: 'k1', secret: FIRST },
    at('2026-11-20T00:00:00Z'),
  );
  await configureDesk(operator, { action: 'default-rule', code: CODE });

  const report = await submitReport(
    { kind: 'public', address: '203.0.113.7' },
    {
      description: '中央大街路口的污水井盖破损',
      divisionCode: '230102',
      address: '中央大街100号',
      anonymous: true,
    },
    { channel: 'web', locale: 'zh-CN', idempotency: { scope: 'api', key: newId() } },
  );
  expect(
    await database.query(
      `SELECT t.desk_code, d.state FROM ticket t JOIN delivery d ON d.ticket_id = t.id AND d.desk_code = t.desk_code
       WHERE t.tracking_number = $1`,
      [report.trackingNumber],
    ),
  ).toEqual([{ desk_code: CODE, state: 'pending' }]);

  const { secret = '' } = await configureDesk(
    operator,
    { action: 'secret', code: CODE, keyId: 'k2', overlapHours: 24 },
    at('2026-11-21T00:00:00Z'),
  );
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await opens('k1', FIRST, '2026-11-21T23:59:00Z')).toBe(true);
  expect(await opens('k2', secret, '2026-11-21T23:59:00Z')).toBe(true);
  expect(await opens('k1', FIRST, '2026-11-22T00:00:00Z')).toBe(false);
  expect(await opens('k2', secret, '2026-11-22T00:00:00Z')).toBe(true);

  await configureDesk(operator, { action: 'pause', code: CODE });
  expect(await listDesks(new Date('2026-11-21T12:00:00Z'))).toMatchObject([
    { code: CODE, baseUrl: 'https://desk.example.cn/api', paused: true, keyIds: ['k2', 'k1'], rules: 1 },
  ]);
  await configureDesk(operator, { action: 'resume', code: CODE });

  const trail = await database.query<{ action: string; data: object }>(
    `SELECT action, data FROM audit_event WHERE subject_kind = 'desk' ORDER BY id`,
  );
  expect(trail.map(({ action }) => action)).toEqual([
    'desk.add',
    'desk.secret',
    'desk.default-rule',
    'desk.secret',
    'desk.pause',
    'desk.resume',
  ]);
  expect(JSON.stringify(trail)).not.toContain(secret);
});

test('what cannot be is refused and changes nothing', async () => {
  const refused = (change: DeskChange, code: string) =>
    expect(configureDesk(operator, change)).rejects.toMatchObject({ code });
  await refused(desk, 'invalid_input');
  await refused({ ...desk, code: 'other', baseUrl: 'http://desk.example.cn' }, 'invalid_input');
  await refused({ ...desk, code: 'other', jurisdictionCode: '239900' }, 'invalid_input');
  await refused({ action: 'secret', code: CODE, keyId: 'k3', secret: 'short' }, 'invalid_input');
  await refused({ action: 'pause', code: 'nobody' }, 'unknown_desk');
  await expect(configureDesk({ kind: 'public', address: '203.0.113.7' }, desk)).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await database.query('SELECT code FROM desk')).toEqual([{ code: CODE }]);
});
