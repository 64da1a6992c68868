import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { attachmentUrl } from '@/lib/media/attachment-url';
import { closeCleaner } from '@/lib/media/cleaner';
import { env } from '@/lib/platform/env';
import { buildPhoto, buildPngBomb, GPS_LATITUDE, TRACES } from '@/tests/factories/images';
import { BOUNDARY, buildMultipart, formRequest } from '@/tests/factories/multipart';
import { useDatabase } from '@/tests/setup/database';
import { startRouteServer } from '@/tests/factories/route-server';
import { GET, HEAD } from './[id]/route';
import { POST } from './route';

const database = useDatabase();
const none = { params: Promise.resolve({}) };

interface Created {
  uploadId: string;
  width: number;
  height: number;
  bytes: number;
}

function send(
  content: Uint8Array,
  filename = 'photo.jpg',
  headers: Record<string, string> = {},
): Promise<Response> {
  return POST(formRequest(buildMultipart([{ filename, content }]), { headers }), none);
}

async function created(content: Uint8Array): Promise<Created> {
  const response = await send(content);
  expect(response.status).toBe(201);
  return (await response.json()) as Created;
}

function fetchAt(url: string, method = 'GET'): Promise<Response> {
  const id = new URL(url).pathname.split('/').pop() ?? '';
  return (method === 'HEAD' ? HEAD : GET)(new Request(url, { method }), { params: Promise.resolve({ id }) });
}

async function filesIn(folder: string): Promise<string[]> {
  const root = path.resolve(env().dataDir, 'uploads');
  const found = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

afterEach(async () => {
  // Who is cut off gets the answer first; the file goes right after.
  await expect.poll(() => filesIn('.tmp'), { message: 'temporary files left behind' }).toEqual([]);
});

afterAll(closeCleaner);

describe('POST /api/v1/uploads', () => {
  it('keeps a cleaned photo under a random id, for a day, without the sender’s address', async () => {
    const reply = await created(await buildPhoto({ width: 640, height: 480 }));
    expect(Object.keys(reply).sort()).toEqual(['bytes', 'height', 'uploadId', 'width']);
    expect(reply).toMatchObject({
      uploadId: expect.stringMatching(/^[0-9a-f]{32}$/),
      width: 640,
      height: 480,
    });
    const [row] = await database.query<Record<string, unknown>>(
      `SELECT *, extract(epoch FROM expires_at - created_at)::int AS life, encode(address_hash, 'escape') AS shown
       FROM upload WHERE id = $1`,
      [reply.uploadId],
    );
    expect(row).toMatchObject({
      media_type: 'image/jpeg',
      width: 640,
      height: 480,
      bytes: reply.bytes,
      life: 86_400,
    });
    expect(JSON.stringify(row)).not.toContain('198.51.100.7');
    const audits = await database.query(`SELECT * FROM audit_event WHERE subject_id = $1`, [reply.uploadId]);
    expect(audits).toHaveLength(1);
    expect(JSON.stringify(audits)).not.toContain('198.51.100.7');
  });

  it.each([
    [
      'an iPhone’s HEIC',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
      415,
      'unsupported_image',
      /兼容性最佳/,
      /Most Compatible/,
    ],
    [
      'SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      'unsupported_image',
      /JPEG/,
      /JPEG/,
    ],
    [
      'a GIF with a photo’s name',
      Buffer.from('GIF89a\x01\0\x01\0'),
      415,
      'unsupported_image',
      /JPEG/,
      /JPEG/,
    ],
    ['nothing', Buffer.alloc(0), 422, 'unreadable_image', /无法读取/, /cannot be read/],
    ['a cut photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 422, 'unreadable_image', /损坏/, /damaged/],
    ['a bomb', buildPngBomb(20_000, 20_000), 413, 'image_too_costly', /像素/, /pixels/],
    ['too many bytes', Buffer.alloc(21 * 1024 * 1024, 1), 413, 'upload_too_large', /20 MB/, /20 MB/],
  ])('refuses %s and says what to do, in both languages', async (_, content, status, code, zh, en) => {
    const before = await database.query('SELECT 1 FROM upload');
    for (const [language, words] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const response = await send(content, 'photo.jpg', { 'accept-language': language });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status, code, detail: expect.stringMatching(words) });
    }
    expect(await database.query('SELECT 1 FROM upload')).toHaveLength(before.length);
  });

  it('answers 413 over HTTP to a client that goes on sending, and 400 to one that stops early', async () => {
    const server = await startRouteServer(POST);
    try {
      const part = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="a.jpg"\r\n\r\n`;
      expect(await server.sendWithoutEnd(BOUNDARY, part)).toMatch(/^HTTP\/1\.1 413 [\s\S]*upload_too_large/);
      const chunked = await server.sendRaw(
        `Content-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: ${part.length}\r\n\r\n${part}`,
      );
      expect(chunked).toMatch(/^HTTP\/1\.1 400 [\s\S]*invalid_multipart/);
    } finally {
      await server.close();
    }
  });
});

describe('GET /api/v1/uploads/{id}', () => {
  it('serves the cleaned bytes as a download that no page can run', async () => {
    const { uploadId, bytes } = await created(await buildPhoto({ format: 'png' }));
    const response = await fetchAt(attachmentUrl(uploadId, 60));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${uploadId}.jpg"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    const body = Buffer.from(await response.arrayBuffer());
    for (const trace of [...TRACES, GPS_LATITUDE]) expect(body.includes(trace)).toBe(false);
    const [row] = await database.query<{ sha256: Buffer }>('SELECT sha256 FROM upload WHERE id = $1', [
      uploadId,
    ]);
    expect(createHash('sha256').update(body).digest()).toEqual(row?.sha256);

    const head = await fetchAt(attachmentUrl(uploadId, 60), 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes),
      '',
    ]);
  });

  it('gives one and the same 404 for whatever is wrong', async () => {
    const { uploadId } = await created(await buildPhoto());
    const { uploadId: other } = await created(await buildPhoto());
    const good = attachmentUrl(uploadId, 60);
    const expires = new URL(good).searchParams.get('expires') ?? '';
    const wrong = [
      attachmentUrl(uploadId, -1),
      attachmentUrl('0'.repeat(32), 60),
      attachmentUrl('../../etc/passwd', 60),
      good.replace(uploadId, other),
      good.replace(uploadId, uploadId.toUpperCase()),
      good.replace(expires, String(Number(expires) + 1)),
      good.replace(`expires=${expires}`, `expires=${expires}.0`),
      `${good}&expires=${expires}`,
      `${good}A`,
      good.replace(/signature=.*/, 'signature='),
      good.replace(/\?.*/, ''),
    ];
    const answers = new Set<string>();
    for (const url of wrong) {
      const response = await fetchAt(url);
      const body = (await response.json()) as Record<string, unknown>;
      answers.add(`${response.status} ${JSON.stringify({ ...body, instance: '' })}`);
    }
    expect([...answers]).toEqual([expect.stringMatching(/^404 .*no_such_page/)]);
    expect((await fetchAt(good)).status).toBe(200);
  });
});
