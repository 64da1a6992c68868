import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { keyedHash } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { parseTrackingNumber } from '@/lib/tickets/tracking-number';
import { useDatabase } from '@/tests/setup/database';
import { parseSubmission } from './submission';
import { submitReport } from './submit-report';

const database = useDatabase({ demo: true });
const person = { kind: 'public', address: '192.0.2.7' } as const;

const brokenCover = {
  description: '中央大街与西十二道街路口的污水井盖破损，夜里看不见，很危险',
  categoryCode: '01002',
  divisionCode: '230102',
  streetCode: '230102001',
  address: '中央大街 100 号门前',
  reporter: { name: '张三', phone: '13904510001', email: 'Zhang.San@example.cn' },
};

const send = (input: unknown, key: string = randomUUID()) =>
  submitReport(person, input, {
    channel: 'web',
    locale: 'zh-CN',
    idempotency: { scope: 'reports', key },
  });

const refusal = async (work: Promise<unknown>): Promise<DomainError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('was not refused');
};

async function anUpload(): Promise<string> {
  const id = randomBytes(16).toString('hex');
  await database.query(
    `INSERT INTO upload (id, storage_key, media_type, bytes, width, height, sha256, address_hash, expires_at)
     VALUES ($1, 'test', 'image/jpeg', 10, 1, 1, '\\x00', '\\x00', now() + interval '1 hour')`,
    [id],
  );
  return id;
}

const count = async (table: string): Promise<number> =>
  (await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
const tables = [
  'ticket',
  'ticket_event',
  'audit_event',
  'delivery',
  'message',
  'reporter',
  'idempotency_key',
];
const counts = async () => Promise.all(tables.map(count));
const jobs = async () =>
  database.query<{ task_identifier: string; key: string | null; payload: Record<string, string> }>(
    `SELECT t.identifier AS task_identifier, j.key, j.payload FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`,
  );

describe('a report', () => {
  beforeAll(async () => {
    await db().query('SELECT 1');
  });

  it('is written whole: ticket, first event, audit row, contact, delivery, messages and their jobs', async () => {
    const before = await counts();
    const report = await send(brokenCover);
    expect(parseTrackingNumber(report.trackingNumber)).toBe(report.trackingNumber);
    expect(report.trackingNumber.startsWith('01')).toBe(true);
    expect(report.queryCode).toMatch(/^\d{6}$/);
    expect(report.status).toBe('submitted');
    // One row each, and two messages: SMS and e-mail.
    expect((await counts()).map((n, index) => n - before[index]!)).toEqual([1, 1, 1, 1, 2, 1, 1]);

    const [ticket] = await database.query(
      'SELECT jurisdiction_code, status, category_code, category_source, desk_code, due_at, street_code FROM ticket WHERE tracking_number = $1',
      [report.trackingNumber],
    );
    expect(ticket).toMatchObject({
      jurisdiction_code: '230100',
      status: 'submitted',
      category_code: '01002',
      category_source: 'person',
      desk_code: 'city-230100',
      street_code: '230102001',
    });
    expect(ticket!.due_at).toBeInstanceOf(Date);
    // Three jobs: the final select really ran add_job (a CTE that nobody reads would not).
    const added = await jobs();
    expect(added.filter((job) => job.task_identifier === 'wake-desk')).toEqual([
      { task_identifier: 'wake-desk', key: 'wake-desk:city-230100', payload: { deskCode: 'city-230100' } },
    ]);
    expect(added.filter((job) => job.task_identifier === 'send-message')).toHaveLength(2);
  });

  it('keeps name, phone, e-mail and query code unreadable in every table', async () => {
    const canary = { name: '金丝雀测试名', phone: '13845678901', email: 'canary-9f2@example.cn' };
    const report = await send({ ...brokenCover, reporter: canary });
    for (const table of [
      'reporter',
      'message',
      'audit_event',
      'delivery',
      'idempotency_key',
      'ticket_event',
      'ticket',
    ]) {
      const rows = await database.query<{ row: string }>(
        `SELECT replace(encode(convert_to(t::text, 'UTF8'), 'escape'), '\\', '') || t::text AS row FROM ${table} t`,
      );
      const all = rows.map(({ row }) => row).join('\n');
      for (const secret of [canary.name, '13845678901', '+8613845678901', canary.email])
        expect(all.includes(secret), `${table} shows ${secret}`).toBe(false);
    }
    const [ticket] = await database.query<{ row: string }>(
      'SELECT (t.query_code_cipher::text || t.query_code_hash::text) AS row FROM ticket t WHERE tracking_number = $1',
      [report.trackingNumber],
    );
    expect(ticket!.row).not.toContain(Buffer.from(report.queryCode).toString('hex'));
  });

  it('makes one ticket of 50 equal requests at once, and gives all the same answer', async () => {
    const before = await count('ticket');
    const key = randomUUID();
    const replies = await Promise.all(Array.from({ length: 50 }, () => send(brokenCover, key)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect((await count('ticket')) - before).toBe(1);
  });

  it('refuses a used key with other content, also in another prefecture, and writes nothing', async () => {
    const key = randomUUID();
    await send(brokenCover, key);
    const before = await counts();
    expect((await refusal(send({ ...brokenCover, description: '别的内容' }, key))).code).toBe(
      'idempotency_conflict',
    );
    const elsewhere = { description: brokenCover.description, divisionCode: '230202' };
    expect((await refusal(send(elsewhere, key))).code).toBe('idempotency_conflict');
    expect(await counts()).toEqual(before);
  });

  it('knows a repeat whatever the order of its keys and the blanks around its text', async () => {
    const key = randomUUID();
    const first = await send({ ...brokenCover, attributes: { a: '1', b: '2' } }, key);
    const { description, ...rest } = brokenCover;
    expect(
      await send({ attributes: { b: '2', a: '1' }, ...rest, description: `  ${description}\n` }, key),
    ).toEqual(first);
  });

  it('keeps of a request only a hash that nobody without the key can try phone numbers against', async () => {
    const key = randomUUID();
    await send(brokenCover, key);
    const [row] = await database.query<{ hash: Buffer }>(
      'SELECT request_hash AS hash FROM idempotency_key WHERE key = $1',
      [key],
    );
    const parsed = parseSubmission(brokenCover, new Date());
    if (!parsed.ok) expect.fail('not accepted');
    const canonical = canonicalJson(parsed.submission);
    expect(row!.hash.equals(createHash('sha256').update(canonical).digest())).toBe(false);
    expect(row!.hash.equals(keyedHash('request-hash', canonical))).toBe(true);
  });

  it('keeps a time with an offset that PostgreSQL does not know', async () => {
    const { trackingNumber } = await send({ ...brokenCover, occurredAt: '2026-01-02T10:00:00+23:00' });
    const [row] = await database.query<{ at: Date }>(
      'SELECT occurred_at AS at FROM ticket WHERE tracking_number = $1',
      [trackingNumber],
    );
    expect(row!.at.toISOString()).toBe('2026-01-01T11:00:00.000Z');
  });

  it('binds a photo to one report only, and writes nothing of the second', async () => {
    const photo = await anUpload();
    await send({ ...brokenCover, attachments: [photo] });
    const before = await counts();
    expect((await refusal(send({ ...brokenCover, attachments: [photo] }))).code).toBe('upload_unavailable');
    expect((await refusal(send({ ...brokenCover, attachments: ['0'.repeat(32)] }))).code).toBe(
      'upload_unavailable',
    );
    expect(await counts()).toEqual(before);
  });

  it('binds a photo to one of ten reports that name it at once', async () => {
    const photo = await anUpload();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => send({ ...brokenCover, attachments: [photo] })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('names every wrong field at once, in Chinese and English', async () => {
    const error = await refusal(
      send({ description: ' ', divisionCode: '999999', lng: 126.6, reporter: { phone: '12' } }),
    );
    expect(error.code).toBe('invalid_input');
    const fields = error.options.fields!.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['description', 'lat', 'reporter.phone']));
    for (const { message } of error.options.fields!) expect(message.zh && message.en).toBeTruthy();
    const unknown = await refusal(
      send({ ...brokenCover, categoryCode: '99999', divisionCode: '230199', streetCode: undefined }),
    );
    expect(unknown.options.fields!.map(({ field, code }) => [field, code])).toEqual([
      ['categoryCode', 'unknown_category'],
      ['divisionCode', 'unknown_division'],
    ]);
  });

  it('stores no contact of an anonymous report and queues no message', async () => {
    const before = await counts();
    await send({ ...brokenCover, anonymous: true });
    expect((await counts()).map((n, index) => n - before[index]!)).toEqual([1, 1, 1, 1, 0, 0, 1]);
  });

  it('puts the emergency notice into the answer, and into the repeated answer', async () => {
    const key = randomUUID();
    const report = await send({ description: '有人持刀打架，还有人受伤流血', divisionCode: '230103' }, key);
    expect(report.advice?.services).toEqual(expect.arrayContaining(['110']));
    expect(report.advice?.text).toContain('110');
    expect(await send({ description: '有人持刀打架，还有人受伤流血', divisionCode: '230103' }, key)).toEqual(
      report,
    );
    expect((await send(brokenCover)).advice).toBeUndefined();
  });

  it('reaches the desk of its own prefecture, and its number names the prefecture', async () => {
    const report = await send({ description: '路灯不亮', divisionCode: '232721' });
    expect(report.trackingNumber.startsWith('27')).toBe(true);
    const [ticket] = await database.query(
      'SELECT desk_code, jurisdiction_code FROM ticket WHERE tracking_number = $1',
      [report.trackingNumber],
    );
    expect(ticket).toEqual({ desk_code: 'city-232700', jurisdiction_code: '232700' });
  });

  it('refuses an actor that may not report', async () => {
    const desk = { kind: 'desk', deskCode: 'city-230100', jurisdictionCode: '230100' } as const;
    const options = {
      channel: 'web',
      locale: 'zh-CN',
      idempotency: { scope: 'reports', key: randomUUID() },
    } as const;
    expect((await refusal(submitReport(desk, brokenCover, options))).code).toBe('forbidden');
  });
});
