import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { keyedHash } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { storage } from '@/lib/platform/storage';
import { buildPhoto } from '@/tests/factories/images';
import { buildMultipart, formRequest } from '@/tests/factories/multipart';
import { useDatabase } from '@/tests/setup/database';
import { closeCleaner } from './cleaner';
import { purgeUploads } from './purge-uploads';
import { receiveUpload } from './receive-uploads';
import { storeUpload } from './store-upload';
import { takeUploads } from './take-uploads';
import { storageKeyOf } from './upload-key';

const database = useDatabase();
const actor = { kind: 'public', address: '203.0.113.9' } as const;
const worker = { kind: 'system', name: 'worker' } as const;
const DAY_MS = 24 * 3_600_000;
const ALL_FOLDERS = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));
const later = (ms: number) => ({ now: () => new Date(Date.now() + ms) });

async function upload(from: typeof actor | { kind: 'public'; address: string } = actor): Promise<string> {
  const request = formRequest(buildMultipart([{ filename: 'a.jpg', content: await buildPhoto() }]));
  return (await storeUpload(from, await receiveUpload(from, request))).uploadId;
}

async function insertTicket(): Promise<string> {
  const id = newId();
  await database.query(
    `INSERT INTO ticket (jurisdiction_code, id, tracking_number, query_code_cipher, query_code_key_id, query_code_hash, status,
       channel, locale, request_type, urgency, emergency, category_source, division_code, description, keep_secret, anonymous,
       routing_reason, submitted_at, updated_at, retention_class)
     VALUES ('230100', $1, lpad((random() * 1e12)::bigint::text, 12, '0'), '', 'k1', '', 'submitted', 'web', 'zh-CN', 'complaint', 'normal', '{}', 'none',
       '230102', 'x', false, true, 'none', now(), now(), 'report')`,
    [id],
  );
  return id;
}

const BIND = `INSERT INTO ticket_attachment (jurisdiction_code, ticket_id, position, upload_id) VALUES ('230100', $1, 1, $2)`;

async function bind(uploadId: string): Promise<void> {
  await database.query(BIND, [await insertTicket(), uploadId]);
}

/** Rows of an address that already sent `count` photos of `bytes` each. */
async function fill(address: string, count: number, bytes: number): Promise<void> {
  await database.query(
    `INSERT INTO upload (id, storage_key, media_type, bytes, width, height, sha256, address_hash, expires_at)
     SELECT md5($1 || n), 'none', 'image/jpeg', $3, 1, 1, '', $4, now() + interval '1 day' FROM generate_series(1, $2::int) n`,
    [address, count, bytes, keyedHash('upload-address', address)],
  );
}

const kept = async () =>
  (await database.query<{ id: string }>('SELECT id FROM upload')).map(({ id }) => id).sort();
const stored = async (id: string) => (await storage().stat(storageKeyOf(id))) !== null;

beforeEach(async () => {
  await database.query('TRUNCATE upload, ticket_attachment, ticket CASCADE');
  await rm(path.resolve(env().dataDir, 'uploads'), { recursive: true, force: true });
});

afterAll(closeCleaner);

describe('the cap of an address', () => {
  it('counts photos that no report has named, and holds among many at once', async () => {
    const crowd = { kind: 'public', address: '203.0.113.50' } as const;
    const most = 40 * 50;
    await fill(crowd.address, most - 3, 1_000);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => upload(crowd)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'too_many_uploads', status: 429 });
    const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    await bind(made[0] ?? '');
    expect(await upload(crowd)).toMatch(/^[0-9a-f]{32}$/);
    await expect(upload(crowd)).rejects.toMatchObject({ code: 'too_many_uploads' });
    expect(await upload(actor)).toMatch(/^[0-9a-f]{32}$/);
    // What was refused at the last moment left no file.
    const files: string[] = [];
    for (const folder of ALL_FOLDERS) for await (const { key } of storage().list(folder)) files.push(key);
    expect(files.length).toBe(5);
  });

  it('counts bytes too, and forgets after an hour', async () => {
    const heavy = { kind: 'public', address: '203.0.113.60' } as const;
    await fill(heavy.address, 50, 64 * 1024 * 1024);
    await expect(upload(heavy)).rejects.toMatchObject({ code: 'too_many_uploads' });
    const request = formRequest(buildMultipart([{ filename: 'a.jpg', content: await buildPhoto() }]));
    const received = await receiveUpload(heavy, request);
    expect(await storeUpload(heavy, received, { clock: later(3_700_000) })).toMatchObject({ width: 64 });
  });
});

describe('takeUploads', () => {
  it('stores the good photos of a form and says what is wrong with the others', async () => {
    const good = await buildPhoto({ format: 'webp' });
    const form = buildMultipart([
      { name: 'draft', content: 'd1' },
      { name: 'photos', filename: '1.webp', content: good },
      { name: 'photos', filename: '2.svg', content: '<svg/>' },
      { name: 'photos', filename: '3.jpg', content: good.subarray(0, 60) },
      { name: 'photos', filename: '', content: '' },
      { name: 'photos', filename: '4.png', content: await buildPhoto({ format: 'png' }) },
    ]);
    const { photos, fields, tooMany } = await takeUploads(actor, formRequest(form), { maxFiles: 6 });
    expect(
      photos.map((photo) => [photo.name, 'error' in photo ? photo.error.code : photo.upload.width]),
    ).toEqual([
      ['1.webp', 64],
      ['2.svg', 'unsupported_image'],
      ['3.jpg', 'unreadable_image'],
      ['4.png', 64],
    ]);
    expect([fields.get('draft'), tooMany]).toEqual(['d1', false]);
    expect(await kept()).toHaveLength(2);
  });

  it('leaves nothing on disk when the cleaning itself breaks down', async () => {
    const broken = { clean: () => Promise.reject(new Error('out of order')) };
    const content = await buildPhoto();
    const form = buildMultipart(['1.jpg', '2.jpg', '3.jpg'].map((filename) => ({ filename, content })));
    await expect(takeUploads(actor, formRequest(form), { maxFiles: 6 }, { cleaner: broken })).rejects.toThrow(
      'out of order',
    );
    expect(await readdir(path.resolve(env().dataDir, 'uploads', '.tmp'))).toEqual([]);
    expect(await kept()).toEqual([]);
  });
});

describe('purgeUploads', () => {
  it('removes expired photos with their files and keeps those that a report has named', async () => {
    const [loose, named] = [await upload(), await upload()];
    await bind(named);
    expect(await purgeUploads(worker, { clock: later(DAY_MS - 60_000), folders: [] })).toMatchObject({
      expired: 0,
    });
    expect(await purgeUploads(worker, { clock: later(DAY_MS + 60_000), folders: [] })).toMatchObject({
      expired: 1,
    });
    expect(await kept()).toEqual([named]);
    expect([await stored(loose), await stored(named)]).toEqual([false, true]);
    const [row] = await database.query(`SELECT data FROM audit_event WHERE action = 'retention.purge'`);
    expect(row).toEqual({ data: { count: 1 } });
  });

  it('spares a photo that a report is naming at this moment', async () => {
    const naming = await upload();
    const ticketId = await insertTicket();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(BIND, [ticketId, naming]);
      expect(await purgeUploads(worker, { clock: later(2 * DAY_MS), folders: [] })).toMatchObject({
        expired: 0,
      });
      await client.query('COMMIT');
    } finally {
      await client.end();
    }
    expect(await purgeUploads(worker, { clock: later(2 * DAY_MS), folders: [] })).toMatchObject({
      expired: 0,
    });
    expect([await kept(), await stored(naming)]).toEqual([[naming], true]);
  });

  it('makes no report wait or fail half way: many name and many purge at once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => upload()));
    const purges = Array.from({ length: 6 }, () =>
      purgeUploads(worker, { clock: later(2 * DAY_MS), folders: [] }),
    );
    const bindings = await Promise.allSettled(ids.map(bind));
    await Promise.all(purges);
    const named = ids.filter((_, index) => bindings[index]?.status === 'fulfilled').sort();
    expect(await kept()).toEqual(named);
    for (const id of ids) expect(await stored(id)).toBe(named.includes(id));
  });

  it('removes old files without a row and old temporary files, and nothing young', async () => {
    const known = await upload();
    const orphan = 'ab/cd/abcd0000000000000000000000000000';
    await storage().put(orphan, Buffer.from('lost'));
    const young = await storage().temporaryPath();
    await writeFile(young, 'arriving');
    const old = await storage().temporaryPath();
    await writeFile(old, 'left');
    await utimes(old, new Date(0), new Date(0));
    expect(await purgeUploads(worker, { folders: ALL_FOLDERS })).toMatchObject({ orphans: 0, temporary: 1 });
    await utimes(path.resolve(env().dataDir, 'uploads', orphan), new Date(0), new Date(0));
    expect(await purgeUploads(worker, { folders: ['00'] })).toMatchObject({ orphans: 0 });
    expect(await purgeUploads(worker, { folders: ALL_FOLDERS })).toMatchObject({ orphans: 1 });
    expect([await storage().stat(orphan), await stored(known)]).toEqual([null, true]);
    await purgeUploads(worker, { clock: later(DAY_MS / 2), folders: [] });
    expect(await storage().sweepTemporary(new Date(Date.now() + 1_000))).toBe(0);
  });

  it('looks through every folder within sixteen hourly runs', async () => {
    await storage().put('07/07/07000000000000000000000000000000', Buffer.from('lost'));
    let orphans = 0;
    for (let hour = 2; hour < 18; hour += 1)
      orphans += (await purgeUploads(worker, { clock: later(hour * 3_600_000) })).orphans;
    expect(orphans).toBe(1);
  });

  it('is the system’s work only', async () => {
    await expect(purgeUploads(actor)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
