import { expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { buildDesk } from '@/tests/factories/desk';
import { signedIn } from '@/tests/factories/staff';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { readSystemHealth } from './system-health';

useDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const hourAgo = new Date('2026-11-22T07:00:00Z');

test('what stands still is counted where the actor may see it', async () => {
  await buildDesk({ code: 'desk-230100', paused: true });
  const dead = await buildTicket({
    deskCode: 'desk-230100',
    submittedAt: hourAgo,
    deliveries: ['work_order'],
  });
  await db().query(`UPDATE delivery SET state = 'dead' WHERE ticket_id = $1`, [dead.ticketId]);
  await buildTicket({ deskCode: 'desk-230100', submittedAt: hourAgo, deliveries: ['work_order'] });
  await buildTicket({ deskCode: null, submittedAt: hourAgo });
  await db().query(
    `INSERT INTO message (jurisdiction_code, id, ticket_id, channel, template_id, locale, content_cipher, content_key_id,
       address_index, created_at, updated_at)
     VALUES ('230100', $1, $2, 'sms', 'received', 'zh-CN', '\\x00', 'k1', '\\x00', $3, $3)`,
    [crypto.randomUUID(), dead.ticketId, hourAgo],
  );
  const one = { count: 1, oldest: hourAgo };
  const none = { count: 0, oldest: null };

  const { actor } = await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }]);
  const health = await readSystemHealth(actor, now);
  expect(health).toMatchObject({ dead: one, late: one, triage: { count: 1 }, unsent: one });
  expect(health.worker).toEqual({ alive: false, seenSecondsAgo: null });
  expect(health.desks).toMatchObject([{ code: 'desk-230100', state: 'paused', waiting: 1, dead: 1 }]);

  const harbin = await signedIn([{ role: 'supervisor', jurisdictionCode: '230100' }]);
  expect(await readSystemHealth(harbin.actor, now)).toEqual(health);
  const daqing = await signedIn([{ role: 'supervisor', jurisdictionCode: '230600' }]);
  expect(await readSystemHealth(daqing.actor, now)).toMatchObject({
    dead: none,
    late: none,
    triage: none,
    unsent: none,
    desks: [],
  });
});
