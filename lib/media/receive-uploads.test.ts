import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { env } from '@/lib/platform/env';
import { BOUNDARY, buildMultipart, formRequest, type FormPart } from '@/tests/factories/multipart';
import { MAX_UPLOAD_BYTES, receiveUpload, receiveUploads, type ReceivedForm } from './receive-uploads';

const actor = { kind: 'public', address: '198.51.100.7' } as const;
const photo = (content: Uint8Array | string = 'bytes', filename = 'a.jpg'): FormPart => ({
  filename,
  content,
});
const one = (request: Request) => receiveUpload(actor, request);
const form = (request: Request) => receiveUploads(actor, request, { maxFiles: 6 });
const parts = (list: readonly FormPart[]) => formRequest(buildMultipart(list));

const temporary = () => path.resolve(env().dataDir, 'uploads', '.tmp');

async function leftovers(): Promise<string[]> {
  return readdir(temporary()).catch(() => []);
}

async function summary({ files, fields, tooMany }: ReceivedForm) {
  const seen: string[] = [];
  for (const received of files) {
    if ('error' in received) seen.push(`${received.name}: ${received.error.code}`);
    else {
      seen.push(
        `${received.name}: ${(await readFile(received.file)).length === received.bytes ? received.bytes : 'torn'}`,
      );
      await rm(received.file);
    }
  }
  return { seen, fields: Object.fromEntries(fields), tooMany };
}

afterEach(async () => {
  const left = await leftovers();
  await rm(temporary(), { recursive: true, force: true });
  expect(left, 'temporary files left behind').toEqual([]);
});

describe('receiveUpload', () => {
  it('streams one photo to a file, whatever its field and declared type', async () => {
    const received = await one(
      parts([{ name: 'x', filename: '井盖 1.jpg', type: 'text/html', content: 'bytes' }]),
    );
    expect(received).toMatchObject({ name: '井盖 1.jpg', bytes: 5 });
    expect(await readFile(received.file, 'utf8')).toBe('bytes');
    await rm(received.file);
  });

  it('takes exactly 20 MB and not one byte more', async () => {
    const most = await one(parts([photo(Buffer.alloc(MAX_UPLOAD_BYTES, 1))]));
    expect(most.bytes).toBe(MAX_UPLOAD_BYTES);
    await rm(most.file);
    await expect(one(parts([photo(Buffer.alloc(MAX_UPLOAD_BYTES + 1, 1))]))).rejects.toMatchObject({
      code: 'upload_too_large',
      status: 413,
    });
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\p.jpg', 'p.jpg'],
    ['/absolute/x.jpg', 'x.jpg'],
    ['..', ''],
    ['a\u202egpj.exe', 'agpj.exe'],
    [`${'长'.repeat(300)}.jpg`, '长'.repeat(80)],
  ])('shows the name %j as %j and never uses it as a path', async (filename, shown) => {
    const received = await one(parts([photo('bytes', filename)]));
    expect(received.name).toBe(shown);
    expect(path.dirname(received.file)).toBe(temporary());
    expect(path.basename(received.file)).toMatch(/^[0-9a-f]{32}$/);
    await rm(received.file);
  });

  it.each([
    ['no part at all', [], 'upload_missing'],
    ['only a field', [{ name: 'file', content: 'bytes' }], 'upload_missing'],
    ['an input where nothing was chosen', [photo('', '')], 'upload_missing'],
    ['an empty file', [photo('', 'a.jpg')], 'unreadable_image'],
    ['two files', [photo(), photo()], 'too_many_files'],
    ['a hundred files', Array.from({ length: 100 }, () => photo()), 'too_many_files'],
    [
      'thousands of fields',
      Array.from({ length: 5_000 }, (_, i) => ({ name: `f${i}`, content: 'x' })),
      'invalid_multipart',
    ],
    ['a field without end', [{ name: 'text', content: 'x'.repeat(100_000) }], 'body_too_large'],
    [
      'a huge part header',
      [{ ...photo(), headers: `X-Big: ${'h'.repeat(20_000)}\r\n` }],
      'invalid_multipart',
    ],
    ['thousands of part headers', [{ ...photo(), headers: 'A: b\r\n'.repeat(4_000) }], 'invalid_multipart'],
    ['a malformed part header', [{ ...photo(), headers: 'no colon\r\n' }], 'invalid_multipart'],
  ] as [string, FormPart[], string][])('refuses %s', async (_, list, code) => {
    await expect(one(parts(list))).rejects.toMatchObject({ code });
  });

  it.each([
    'application/json',
    'application/x-www-form-urlencoded',
    'image/jpeg',
    'multipart/mixed; boundary=x',
    '',
  ])('refuses the content type %j and names the right one', async (contentType) => {
    await expect(one(formRequest(buildMultipart([photo()]), { contentType }))).rejects.toMatchObject({
      status: 415,
      options: { params: { expected: 'multipart/form-data' } },
    });
  });

  it.each([
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=""',
    `multipart/form-data; boundary=${'b'.repeat(71)}`,
    'multipart/form-data; boundary=other',
  ])('refuses %s', async (contentType) => {
    await expect(one(formRequest(buildMultipart([photo()]), { contentType }))).rejects.toMatchObject({
      code: 'invalid_multipart',
    });
  });

  it('refuses a compressed body', async () => {
    const request = formRequest(buildMultipart([photo()]), { headers: { 'content-encoding': 'gzip' } });
    await expect(one(request)).rejects.toMatchObject({ status: 415 });
  });

  it.each([
    ['after the file', buildMultipart([photo()], { end: false })],
    ['inside the file', buildMultipart([photo()]).subarray(0, 120)],
    ['inside a header', buildMultipart([photo()]).subarray(0, 40)],
    ['before anything', Buffer.alloc(0)],
    ['at the last dash', buildMultipart([photo()]).subarray(0, -3)],
    ['with no boundary ever', Buffer.from('just some text')],
    [
      'inside the second part',
      Buffer.concat([buildMultipart([photo()], { end: false }), Buffer.from(`--${BOUNDARY}\r\n`)]),
    ],
  ])('refuses a body that breaks off %s', async (_, body) => {
    const refused = await one(formRequest(body)).catch((error: { code?: string }) => error.code);
    expect(['invalid_multipart', 'upload_missing']).toContain(refused);
  });

  it('serves the public only', async () => {
    await expect(receiveUpload({ kind: 'system', name: 'x' }, parts([photo()]))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('receiveUploads', () => {
  it('gives photos and fields of a form; empty inputs and repeated fields do not count', async () => {
    const received = await form(
      parts([
        { name: 'draft', content: '草稿' },
        photo('one', '1.jpg'),
        photo('', ''),
        { name: 'draft', content: 'again' },
        { name: '__proto__', content: 'p' },
        photo('two!', '2.jpg'),
      ]),
    );
    expect(await summary(received)).toEqual({
      seen: ['1.jpg: 3', '2.jpg: 4'],
      fields: Object.fromEntries([
        ['draft', '草稿'],
        ['__proto__', 'p'],
      ]),
      tooMany: false,
    });
  });

  it('refuses an empty or too large photo by itself', async () => {
    const list = [
      photo('ok', '1.jpg'),
      photo('', '2.jpg'),
      photo(Buffer.alloc(MAX_UPLOAD_BYTES + 9, 1), '3.jpg'),
      photo('fine', '4.jpg'),
    ];
    expect((await summary(await form(parts(list)))).seen).toEqual([
      '1.jpg: 2',
      '2.jpg: unreadable_image',
      '3.jpg: upload_too_large',
      '4.jpg: 4',
    ]);
  });

  it('keeps the first six of a hundred', async () => {
    const many = Array.from({ length: 100 }, (_, i) => photo(`${i}`, `${i}.jpg`));
    const { seen, tooMany } = await summary(await form(parts(many)));
    expect(seen.map((line) => line.split(':')[0])).toEqual([
      '0.jpg',
      '1.jpg',
      '2.jpg',
      '3.jpg',
      '4.jpg',
      '5.jpg',
    ]);
    expect(tooMany).toBe(true);
  });

  it('is not led astray by thousands of parts', async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => photo('x', `${i}.jpg`));
    await expect(form(parts(many))).rejects.toMatchObject({ code: 'invalid_multipart' });
  });
});
