import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/hooks/desk/[deskCode]/route';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { readDeskSecrets } from '@/lib/routing/console-queries';
import { deliverDue } from '@/lib/routing/deliver-due';
import { limitDeskSecret } from '@/lib/routing/limit-desk-secret';
import { startDeskSecret } from '@/lib/routing/start-desk-secret';
import { takeBackDeskSecret } from '@/lib/routing/take-back-desk-secret';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { buildDesk, DESK_SECRET } from '@/tests/factories/desk';
import { signedIn } from '@/tests/factories/staff';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { deskHeaders, put } from './sandbox-support';

const database = useDatabase();
const DESK = 'city-230100';
let admin: StaffActor;
let sandbox: RunningSandbox;
let portal = '';
const web = createServer((message, response) => {
  const parts: Buffer[] = [];
  message.on('data', (part: Buffer) => parts.push(part));
  message.on('end', () => {
    const request = new Request(`http://localhost${message.url}`, {
      method: 'POST',
      headers: new Headers(
        Object.entries(message.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ),
      body: Buffer.concat(parts),
    });
    void POST(request, { params: Promise.resolve({ deskCode: DESK }) }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  });
});

beforeAll(async () => {
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
  sandbox = await startSandbox();
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  portal = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await sandbox.stop();
  await new Promise((resolve) => web.close(resolve));
});
beforeEach(async () => {
  await buildDesk({ code: DESK, baseUrl: `${sandbox.url}/city-desk` });
  await db().query('DELETE FROM desk_health');
  await knows(DESK_SECRET);
});

/** Which secrets the desk accepts and, first, signs with. */
const knows = (...deskSecrets: string[]) => put(`${sandbox.url}/_config`, { deskSecrets });

/** Whether the portal takes what the desk signs with a secret: an event of a ticket it does not know is read, then refused as such. */
async function accepts(secret: string): Promise<boolean> {
  const body = JSON.stringify({
    eventId: randomUUID(),
    externalId: 'CG-1',
    ticketNumber: '019999999999',
    type: 'signed',
    at: new Date().toISOString(),
  });
  const answer = await fetch(`${portal}/api/hooks/desk/${DESK}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...deskHeaders(body, { secret }) },
  });
  return answer.status !== 401;
}

/** Whether the desk takes what we sign now. */
async function taken(): Promise<boolean> {
  const { ticketId } = await buildTicket({ deliveries: ['work_order'] });
  await deliverDue(DESK);
  const [row] = await database.query<{ state: string }>('SELECT state FROM delivery WHERE ticket_id = $1', [
    ticketId,
  ]);
  return row?.state === 'sent';
}

const start = (overlapHours: number) => startDeskSecret(admin, DESK, { keyId: DESK, overlapHours });
const lines = async () => (await readDeskSecrets(admin, DESK)).secrets;

describe('a secret is replaced while the desk is at work', () => {
  test('both are accepted, the new one signs, and the old one ends', async () => {
    expect(await accepts(DESK_SECRET)).toBe(true);
    const secret = await start(24);
    expect(await accepts(DESK_SECRET)).toBe(true);
    expect(await accepts(secret)).toBe(true);
    expect(await accepts('something-else-of-thirty-two-letters')).toBe(false);

    // Only the new one signs: a desk that knows it alone takes the work order, one that knows the old one alone does not.
    await knows(secret);
    expect(await taken()).toBe(true);
    await knows(DESK_SECRET);
    expect(await taken()).toBe(false);

    const [, old] = await lines();
    await limitDeskSecret(admin, DESK, {
      keyId: DESK,
      validFrom: old!.validFrom.toISOString(),
      hours: '0',
    });
    expect(await accepts(DESK_SECRET)).toBe(false);
    expect(await accepts(secret)).toBe(true);
  });

  test('taken back, the former one signs again and the new one is refused', async () => {
    const secret = await start(24);
    await takeBackDeskSecret(admin, DESK);
    expect(await accepts(secret)).toBe(false);
    expect(await accepts(DESK_SECRET)).toBe(true);
    await knows(DESK_SECRET);
    expect(await taken()).toBe(true);
    expect(await lines()).toMatchObject([
      { valid: false, signs: false },
      { valid: true, signs: true, validUntil: null },
    ]);
    await expect(takeBackDeskSecret(admin, DESK)).rejects.toMatchObject({ code: 'secret_gone' });
  });

  test('with no overlap the old one ends at once', async () => {
    const secret = await start(0);
    expect([await accepts(DESK_SECRET), await accepts(secret)]).toEqual([false, true]);
    await expect(takeBackDeskSecret(admin, DESK)).rejects.toMatchObject({ code: 'secret_gone' });
  });

  test('the page knows when the desk last signed with each', async () => {
    const secret = await start(24);
    expect((await lines())[0]?.lastHeardAt).toBeNull();
    await accepts(secret);
    const [fresh] = await lines();
    expect(Date.now() - (fresh?.lastHeardAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });
});

test('the one that signs cannot be ended, and an empty time ends nothing', async () => {
  await start(24);
  const [signing, old] = await lines();
  const named = (line: typeof old, hours: unknown) =>
    limitDeskSecret(admin, DESK, { keyId: DESK, validFrom: line!.validFrom.toISOString(), hours });
  await expect(named(signing, 0)).rejects.toMatchObject({ code: 'secret_signs' });
  await expect(named(old, undefined)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(startDeskSecret(admin, DESK, { keyId: DESK, overlapHours: undefined })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  expect((await lines()).filter(({ valid }) => valid)).toHaveLength(2);
});

test('who may change Harbin’s desks, and has proved it a short while ago', async () => {
  const qiqihar = (await signedIn([{ role: 'system-admin', jurisdictionCode: '230200' }])).actor;
  await expect(start(24).then(() => readDeskSecrets(qiqihar, DESK))).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(takeBackDeskSecret(qiqihar, DESK)).rejects.toMatchObject({ code: 'forbidden' });
  const late = { clock: { now: () => new Date(Date.now() + 21 * 60_000) } };
  for (const act of [
    startDeskSecret(admin, DESK, { keyId: DESK, overlapHours: 1 }, late),
    limitDeskSecret(admin, DESK, { keyId: DESK, validFrom: '2020-01-01', hours: 1 }, late),
    takeBackDeskSecret(admin, DESK, late),
  ])
    await expect(act).rejects.toMatchObject({ code: 'confirm_needed' });
});

test('every act is audited, and no secret is in the trail, the changes or the page', async () => {
  const secret = await start(24);
  const [, old] = await lines();
  await limitDeskSecret(admin, DESK, { keyId: DESK, validFrom: old!.validFrom.toISOString(), hours: 12 });
  await takeBackDeskSecret(admin, DESK);
  const trail = await database.query<{ action: string }>(
    `SELECT action, data FROM audit_event WHERE subject_id = $1 AND actor_id = $2 ORDER BY id DESC LIMIT 3`,
    [DESK, admin.accountId],
  );
  expect(trail.map(({ action }) => action)).toEqual([
    'desk.secret-take-back',
    'desk.secret-limit',
    'desk.secret',
  ]);
  const everything = await database.query(
    `SELECT to_jsonb(a)::text AS row FROM audit_event a UNION ALL SELECT to_jsonb(c)::text FROM setting_change c
     UNION ALL SELECT to_jsonb(s)::text FROM desk_secret s`,
  );
  expect(JSON.stringify([everything, await lines()])).not.toContain(secret);
});
