import { describe, expect, test } from 'vitest';
import { submitReport } from '@/lib/intake/submit-report';
import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { AuditSealer } from '@/lib/platform/audit-seal';
import { systemClock } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db';
import { tell } from '@/lib/platform/live/notices';
import { applyChange } from '@/lib/settings/apply-change';
import { proposeChange } from '@/lib/settings/propose-change';
import { changeRoles } from '@/lib/staff/change-roles';
import { LiveHub } from '@/lib/staff/live/live-hub';
import { liveSessions } from '@/lib/staff/live/live-session';
import { lockAccount } from '@/lib/staff/lock-account';
import { revokeAccountSessions } from '@/lib/staff/revoke-account-sessions';
import { revokeSession } from '@/lib/staff/revoke-session';
import { signOutStaff } from '@/lib/staff/sign-out';
import { tellSealed } from '@/lib/worker/tell-sealed';
import { ids, listeners, person, told, useLiveWorld } from '@/tests/factories/live-world';
import { signIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { SETTING_EXAMPLES } from '@/tests/staff/setting-examples';

useDatabase({ demo: true });
const { listen, asks } = useLiveWorld();

describe('who may listen', () => {
  test('nobody who is not signed in, and no page of another site', async () => {
    const { cookie } = await person('operator', '230100');
    for (const wrong of ['', 'staff=x']) {
      const reader = await listen(wrong);
      expect(reader.status).toBe(401);
      expect(reader.answer.headers['content-type']).toContain('application/problem+json');
    }
    expect((await listen(cookie, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await asks('staff=x')).toBe(401);
    expect(await asks(cookie)).toBe(204);
  });

  test('the answer is a stream that nobody on the way holds back or keeps', async () => {
    const reader = await listen((await person('operator', '230100')).cookie);
    expect(reader.status).toBe(200);
    await reader.until(({ comments }) => comments.length > 0);
    expect(reader.comments[0]).toBe(': open\nretry: 2000');
    expect(reader.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  test('each hears what their role and place let them see, and places of others are not named', async () => {
    const cookies = [
      (await person('system-admin')).cookie,
      (await person('supervisor', '230100')).cookie,
      (await person('operator', '230100')).cookie,
      (await person('audit-admin')).cookie,
    ];
    const [everywhere, harbin, operator, auditor] = [
      await listen(cookies[0]!),
      await listen(cookies[1]!),
      await listen(cookies[2]!),
      await listen(cookies[3]!),
    ];
    await told('230600', 'in-daqing');
    await transaction((tx) =>
      tell(tx, { topic: 'settings', places: ['230600', '230100'], ids: ['in-both'] }),
    );
    await harbin.until(() => ids(harbin).includes('in-both'));
    await everywhere.until(() => ids(everywhere).includes('in-both'));
    expect(ids(everywhere)).toEqual(['in-daqing', 'in-both']);
    expect(harbin.heard('change')).toEqual([{ topic: 'settings', places: ['230100'], ids: ['in-both'] }]);
    expect([operator.events, auditor.events]).toEqual([[], []]);
  });

  test('an account that is locked is told where it has a role', async () => {
    const admin = await person('security-admin');
    const harbin = await listen((await person('security-admin', '230100')).cookie);
    const daqing = await listen((await person('security-admin', '230600')).cookie);
    const { accountId } = await person('triage', '230600');
    await lockAccount(admin.actor, accountId);
    await told('230100', 'unheard');
    await daqing.until(() => ids(daqing).filter((id) => id === accountId).length === 3);
    expect(daqing.heard('change').at(-1)).toEqual({
      topic: 'accounts',
      places: ['230600'],
      ids: [accountId],
    });
    expect(ids(harbin)).not.toContain(accountId);
  });

  test('what is rolled back is told to nobody', async () => {
    const reader = await listen((await person('system-admin')).cookie);
    await transaction(async (tx) => {
      await tell(tx, { topic: 'settings', places: ['230100'], ids: ['never'] });
      throw new Error('rolled back');
    }).catch(() => undefined);
    await told('230100', 'committed');
    await reader.until(() => ids(reader).length > 0);
    expect(ids(reader)).toEqual(['committed']);
  });

  test('of more rows than a notification holds none is named', async () => {
    const reader = await listen((await person('system-admin')).cookie);
    const many = Array.from({ length: 300 }, () => crypto.randomUUID());
    await transaction((tx) => tell(tx, { topic: 'settings', places: ['230100'], ids: many }));
    await reader.until(() => reader.heard('change').length > 0);
    expect(reader.heard('change')).toEqual([{ topic: 'settings', places: ['230100'] }]);
  });

  test('text that is no notice of ours is passed over', async () => {
    const reader = await listen((await person('system-admin')).cookie);
    for (const text of [
      'x',
      '{"topic":"accounts"}',
      '{"topic":"accounts","places":["230100"],"name":"张三"}',
    ])
      await db().query(`SELECT pg_notify('portal_live', $1)`, [text]);
    await told('230100', 'real');
    await reader.until(() => ids(reader).length > 0);
    expect(ids(reader)).toEqual(['real']);
  });
});

describe('a stream ends with the session', () => {
  const acts: [string, (given: Awaited<ReturnType<typeof person>>) => Promise<unknown>][] = [
    ['signing out', ({ actor }) => signOutStaff(actor)],
    ['ending it on the own page', ({ actor }) => revokeSession(actor, actor.sessionId)],
    ['signing in anew', (of) => signIn(of, new Date(Date.now() + 60_000), of.session.secret)],
    ['lock', async ({ accountId }) => lockAccount((await person('security-admin')).actor, accountId)],
    [
      'being signed out by the administrator',
      async ({ accountId }) => revokeAccountSessions((await person('security-admin')).actor, accountId),
    ],
  ];
  test.each(acts)('at once after %s', async (_name, act) => {
    const somebody = await person('triage', '230100');
    const other = await listen((await person('triage', '230100')).cookie);
    const reader = await listen(somebody.cookie);
    await act(somebody);
    await reader.until(({ over }) => over, 2_000);
    expect(reader.events.map(({ event }) => event)).toEqual(['ended']);
    expect((await listen(somebody.cookie)).status).toBe(401);
    expect(other.over).toBe(false);
  });

  test('other roles end it too: it comes back with what they let through', async () => {
    const somebody = await person('operator', '230100');
    const reader = await listen(somebody.cookie);
    const admin = await person('security-admin');
    const roles = [{ role: 'supervisor', jurisdictionCode: '230100' }];
    await changeRoles(admin.actor, { accountId: somebody.accountId, roles });
    await reader.until(({ over }) => over, 2_000);
    expect(reader.events.map(({ event }) => event)).toEqual(['rights']);
    const again = await listen(somebody.cookie);
    await told('230100', 'now-theirs');
    await again.until(() => ids(again).includes('now-theirs'));
  });

  test('listening does not keep a session alive', async () => {
    const { cookie, actor } = await person('triage', '230100');
    const seen = () =>
      db().query<{ seen: Date }>('SELECT last_seen_at AS seen FROM staff_session WHERE id = $1', [
        actor.sessionId,
      ]);
    const before = await seen();
    await listen(cookie);
    await told('230100', 'x');
    const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    expect((await liveSessions({ ids: [actor.sessionId] }, later(29))).size).toBe(1);
    expect((await liveSessions({ ids: [actor.sessionId] }, later(31))).size).toBe(0);
    expect((await seen()).rows).toEqual(before.rows);
  });
});

test('every web process hears, each by one connection of its own', async () => {
  const { accountId, actor } = await person('system-admin');
  const session = { id: actor.sessionId, accountId, grants: actor.grants };
  const other = new LiveHub().start();
  const stream = other.open(session);
  if (typeof stream === 'string') throw new Error(stream);
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const own = await listen((await person('system-admin')).cookie);
  let text = '';
  while (!text.includes('resync')) text += decoder.decode((await reader.read()).value);
  await told('230100', 'to-both');
  await own.until(() => ids(own).includes('to-both'));
  while (!text.includes('to-both')) text += decoder.decode((await reader.read()).value);
  expect(await listeners()).toBe(2);
  await other.stop();
  expect((await reader.read()).done).toBe(true);
});

test('a report is told by the sealer that chains it, in ids and codes', async () => {
  const health = await listen((await person('system-admin')).cookie);
  const elsewhere = await listen((await person('supervisor', '230600')).cookie);
  const { trackingNumber } = await submitReport(
    { kind: 'public', address: '192.0.2.7' },
    {
      description: '中央大街路灯不亮',
      categoryCode: '01037',
      divisionCode: '230102',
      address: '中央大街 100 号',
    },
    { channel: 'web', locale: 'zh-CN', idempotency: { scope: 'reports', key: crypto.randomUUID() } },
  );
  await new AuditSealer(new AuditAnchor(), systemClock, tellSealed).round();
  await health.until(() => health.heard('change').length > 0);
  const { rows } = await db().query<{ id: string }>('SELECT id FROM ticket WHERE tracking_number = $1', [
    trackingNumber,
  ]);
  expect(health.heard('change')[0]).toMatchObject({
    topic: 'tickets',
    places: ['230100'],
    acts: ['submit-report'],
  });
  expect(health.heard('change')[0]?.ids).toContain(rows[0]?.id);
  expect(elsewhere.events).toEqual([]);
});

test('a changed setting is told when it is applied, not when it is proposed', async () => {
  const admin = await person('system-admin');
  const reader = await listen(admin.cookie);
  const operator = await listen((await person('operator', '230100')).cookie);
  const { id } = await proposeChange(admin.actor, { kind: 'site-owner', ...SETTING_EXAMPLES['site-owner']! });
  await told('230100', 'between');
  await applyChange(admin.actor, id);
  await reader.until(() => ids(reader).length === 2);
  expect(ids(reader)).toEqual(['between', 'site-owner']);
  expect(operator.events).toEqual([]);
});
