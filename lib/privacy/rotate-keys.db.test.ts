import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMessage, STORED_COLUMNS, type StoredMessage } from '@/lib/notify/claim-message';
import { requestCode } from '@/lib/people/request-code';
import { readContact } from '@/lib/people/contact-store';
import { seal, unseal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { buildMessage, newPhone } from '@/tests/factories/message';
import { buildStaff, signIn } from '@/tests/factories/staff';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { keyUse } from './key-use';
import { rotateKeys } from './rotate-keys';
import { SEALED_COLUMNS } from './sealed-columns';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
const OLD = env().encryptionKeys[0]!;
const NEW = { id: 'k2', key: Buffer.alloc(32, 7) };

/** The keys of this process from now on, newest first. */
const ring = (...keys: (typeof OLD)[]) =>
  env().encryptionKeys.splice(0, env().encryptionKeys.length, ...keys);

beforeEach(() => database.query('DELETE FROM worker_heartbeat'));
afterEach(async () => {
  // Back to the first key for the next test, by the way the product goes.
  ring(OLD, NEW);
  await rotateKeys(SYSTEM);
  ring(OLD);
});

const usedKeys = async () => [...new Set((await keyUse()).map(({ keyId }) => keyId))];

/** One value in every sealed column, and a reader for each that fails when it does not open. */
async function everyColumn(): Promise<() => Promise<void>> {
  const phone = newPhone();
  const ticket = await buildTicket({ contact: { phone, name: '王秀兰' } });
  const message = await buildMessage();
  const staff = await buildStaff([{ role: 'operator', jurisdictionCode: '230100' }]);
  await requestCode({ kind: 'public', address: '203.0.113.9' }, { contact: phone, locale: 'zh-CN' });
  const other = (table: string) =>
    database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`).then((rows) => rows[0]!.n);
  const follower = seal(phone, `case-follower:${ticket.ticketId}`);
  await database.query(
    `INSERT INTO case_follower (jurisdiction_code, id, ticket_id, contact_kind, contact_index, contact_cipher, contact_key_id,
       confirmed_at, locale, created_at, retention_class)
     VALUES ('230100', $1, $1, 'phone', '\\x01', $2, $3, now(), 'zh-CN', now(), 'follower')`,
    [ticket.ticketId, follower.cipher, follower.keyId],
  );
  const hex = ticket.ticketId.replaceAll('-', '');
  for (const [table, name] of [
    ['web_draft', 'web-draft'],
    ['track_form', 'track-form'],
  ]) {
    const form = seal('{}', `${name}:${hex}`);
    await database.query(
      `INSERT INTO ${table} (id, cipher, key_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
      [hex, form.cipher, form.keyId],
    );
  }
  const contact = seal('{"email":"a@example.cn"}', `staff-contact:${staff.accountId}`);
  await database.query('UPDATE staff_account SET contact_cipher = $2, contact_key_id = $3 WHERE id = $1', [
    staff.accountId,
    contact.cipher,
    contact.keyId,
  ]);
  const secret = seal('a secret of a desk, 32 characters or more', 'desk-secret:rotated:k9');
  await database.query(
    `INSERT INTO desk (code, jurisdiction_code, name_zh, name_en, kind, protocol, base_url)
     VALUES ('rotated', '230100', 'x', 'x', 'digital_city_platform', 'desk', 'https://x.example') ON CONFLICT DO NOTHING`,
  );
  await database.query(
    `INSERT INTO desk_secret (desk_code, key_id, secret_cipher, secret_key_id, valid_from)
     VALUES ('rotated', 'k9', $1, $2, now())`,
    [secret.cipher, secret.keyId],
  );
  for (const { table } of SEALED_COLUMNS) expect(await other(table), table).toBeGreaterThan(0);
  return async () => {
    expect(await readContact(db(), ticket)).toEqual({ phone, name: '王秀兰' });
    const { rows } = await db().query<StoredMessage>(`SELECT ${STORED_COLUMNS} FROM message WHERE id = $1`, [
      message.messageId,
    ]);
    expect(openMessage(message, rows[0]!)?.to).toBe(message.to);
    expect((await signIn(staff, new Date())).secret).toBeTruthy();
    await everyCipherOpens();
  };
}

/** Opens each sealed value of the database with the keys of this process. */
async function everyCipherOpens(): Promise<void> {
  for (const { table, cipher, keyId, names, context } of SEALED_COLUMNS) {
    const rows = await database.query<{ cipher: Buffer; key: string; names: string[] }>(
      `SELECT ${cipher} AS cipher, ${keyId} AS key, array[${names.map((name) => `${name}::text`).join(',')}] AS names
       FROM ${table} WHERE ${cipher} IS NOT NULL`,
    );
    for (const row of rows)
      expect(unseal({ keyId: row.key, cipher: row.cipher }, context(...row.names)).length).toBeGreaterThan(0);
  }
}

test('the rotation knows every sealed column of the database', async () => {
  const found = await database.query<{ place: string }>(
    `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name ~ '(^|_)cipher$' ORDER BY 1`,
  );
  expect(found.length).toBeGreaterThan(10);
  expect(SEALED_COLUMNS.map(({ table, cipher }) => `${table}.${cipher}`).sort()).toEqual(
    found.map(({ place }) => place).sort(),
  );
});

describe('rotating the keys', () => {
  test('seals every value with the new key; without the old one everything still opens', async () => {
    const opens = await everyColumn();
    ring(NEW, OLD);
    const { columns, inUse } = await rotateKeys(SYSTEM);
    expect(columns.every(({ resealed, unreadable, left }) => resealed > 0 && unreadable + left === 0)).toBe(
      true,
    );
    expect([...new Set(inUse.map(({ keyId }) => keyId))]).toEqual(['k2']);
    ring(NEW);
    await opens();
    ring(NEW, OLD);
    expect((await rotateKeys(SYSTEM)).columns.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(0);
  });

  test('goes on where a killed run stopped, and half done everything opens', async () => {
    const tickets: BuiltTicket[] = [];
    for (let count = 0; count < 7; count += 1)
      tickets.push(await buildTicket({ contact: { phone: newPhone() } }));
    ring(NEW, OLD);
    let batches = 0;
    const dying = () => {
      batches += 1;
      if (batches === 3) throw new Error('killed');
    };
    await expect(rotateKeys(SYSTEM, { batch: 2, onBatch: dying })).rejects.toThrow('killed');
    expect((await usedKeys()).sort()).toEqual(['k1', 'k2']);
    await everyCipherOpens();
    await rotateKeys(SYSTEM, { batch: 2 });
    expect(await usedKeys()).toEqual(['k2']);
  });

  test('waits for a row that somebody holds, and blocks nobody who works meanwhile', async () => {
    const held = await buildTicket({ contact: { phone: newPhone() } });
    ring(NEW, OLD);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM ticket WHERE id = $1 FOR UPDATE', [held.ticketId]);
    // The first batch has passed the held row by.
    let done = false;
    const rotation = rotateKeys(SYSTEM, { onBatch: () => (done = true) });
    await expect.poll(() => done).toBe(true);
    await client.query('COMMIT');
    await client.end();
    const { columns } = await rotation;
    expect(columns.every(({ left }) => left === 0)).toBe(true);
    expect(await usedKeys()).toEqual(['k2']);
  });

  test('leaves a damaged value as it is, and says so', async () => {
    const damaged = await buildTicket({ contact: { phone: newPhone() } });
    await database.query(`UPDATE reporter SET contact_cipher = '\\x00' WHERE ticket_id = $1`, [
      damaged.ticketId,
    ]);
    ring(NEW, OLD);
    const { columns, inUse } = await rotateKeys(SYSTEM);
    expect(columns.find(({ table }) => table === 'reporter')).toMatchObject({ unreadable: 1, left: 0 });
    expect(inUse.filter(({ keyId }) => keyId === 'k1')).toEqual([
      { keyId: 'k1', table: 'reporter', cipher: 'contact_cipher', count: 1 },
    ]);
    await database.query('DELETE FROM reporter WHERE ticket_id = $1', [damaged.ticketId]);
  });

  test('begins neither without a key that is in use nor beside a process that does not know the new one', async () => {
    await buildTicket({ contact: { phone: newPhone() } });
    ring(NEW);
    await expect(rotateKeys(SYSTEM)).rejects.toMatchObject({ reason: 'missing_keys', detail: ['k1'] });
    ring(NEW, OLD);
    await database.query(
      `INSERT INTO worker_heartbeat (worker_id, kind, started_at, seen_at, key_ids) VALUES ('w', 'worker', now(), now(), '{k1}')`,
    );
    await expect(rotateKeys(SYSTEM)).rejects.toMatchObject({ reason: 'old_processes', detail: ['w'] });
    expect(await usedKeys()).toEqual(['k1']);
    await database.query(`UPDATE worker_heartbeat SET key_ids = '{k2,k1}'`);
    await rotateKeys(SYSTEM);
    expect(await usedKeys()).toEqual(['k2']);
    await expect(rotateKeys({ kind: 'public', address: '203.0.113.9' })).rejects.toThrow('forbidden');
  });
});
