import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { env } from '@/lib/platform/env';
import { BOUNDARY, buildMultipart, formRequest, type FormPart } from '@/tests/factories/multipart';
import { MAX_UPLOAD_BYTES, receiveUpload } from './receive-uploads';

const actor = { kind: 'public', address: '198.51.100.7' } as const;
const photo = (content: Uint8Array | string = 'bytes'): FormPart => ({ filename: 'a.jpg', content });
const one = (request: Request) => receiveUpload(actor, request);

/** A body that sends `first` and then, on every pull, what `next` gives; null means silence for ever. */
function endless(first: Uint8Array, next: () => Uint8Array | null): ReadableStream<Uint8Array> {
  let begun = false;
  return new ReadableStream({
    pull(controller) {
      const chunk = begun ? next() : first;
      begun = true;
      if (chunk) controller.enqueue(chunk);
      else return new Promise(() => undefined);
      return undefined;
    },
  });
}

afterEach(async () => {
  const temporary = path.resolve(env().dataDir, 'uploads', '.tmp');
  const left = await readdir(temporary).catch(() => []);
  await rm(temporary, { recursive: true, force: true });
  expect(left, 'temporary files left behind').toEqual([]);
});

describe('a body that is not what it says', () => {
  it('keeps boundary look-alikes inside a photo and ignores what surrounds the form', async () => {
    const content = `--${BOUNDARY}\r\n--${BOUNDARY}x--${BOUNDARY}--\r\n-\r\n--`.replaceAll(
      `\r\n--${BOUNDARY}`,
      '\r\n--other',
    );
    const body = Buffer.concat([
      Buffer.from('preamble\r\n'),
      buildMultipart([photo(`z${content}`)]),
      Buffer.from(
        `epilogue\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="x"; filename="y"\r\n\r\nq`,
      ),
    ]);
    const received = await one(formRequest(body));
    expect(await readFile(received.file, 'utf8')).toBe(`z${content}`);
    await rm(received.file);
  });

  it('believes the bytes, not the length that was claimed', async () => {
    const huge = { 'content-length': String(10 * MAX_UPLOAD_BYTES) };
    await expect(one(formRequest(buildMultipart([photo()]), { headers: huge }))).rejects.toMatchObject({
      status: 413,
    });
    const chunk = Buffer.alloc(1024 * 1024, 1);
    const head = buildMultipart([photo('')], { end: false }).subarray(0, -2);
    const lying = formRequest(
      endless(head, () => chunk),
      { headers: { 'content-length': '100' } },
    );
    await expect(one(lying)).rejects.toMatchObject({ code: 'upload_too_large' });
  });

  it('ends a body that never ends: parts, preamble or header', async () => {
    const part = buildMultipart([{ name: 'f', content: 'x' }], { end: false });
    await expect(one(formRequest(endless(part, () => part)))).rejects.toMatchObject({
      code: 'invalid_multipart',
    });
    const noise = Buffer.alloc(1024 * 1024, 0x2d);
    await expect(one(formRequest(endless(noise, () => noise)))).rejects.toMatchObject({
      code: 'upload_too_large',
    });
    const header = Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="`);
    await expect(one(formRequest(endless(header, () => noise)))).rejects.toMatchObject({
      code: 'invalid_multipart',
    });
  });

  it('leaves a client that falls silent or trickles', async () => {
    const head = buildMultipart([photo('')], { end: false }).subarray(0, -2);
    const pace = { idleMs: 60, totalMs: 60_000, graceMs: 60_000, minBytesPerSecond: 1 };
    await expect(
      receiveUpload(actor, formRequest(endless(head, () => null)), { limits: pace }),
    ).rejects.toMatchObject({ code: 'upload_too_slow', status: 408 });

    const trickle = () => {
      let sent = false;
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (sent) await new Promise((resolve) => setTimeout(resolve, 10));
          controller.enqueue(sent ? Buffer.from('x') : head);
          sent = true;
        },
      });
    };
    const slow = { idleMs: 100, totalMs: 60_000, graceMs: 150, minBytesPerSecond: 4_096 };
    await expect(receiveUpload(actor, formRequest(trickle()), { limits: slow })).rejects.toMatchObject({
      code: 'upload_too_slow',
    });
    const late = { idleMs: 100, totalMs: 200, graceMs: 60_000, minBytesPerSecond: 1 };
    await expect(receiveUpload(actor, formRequest(trickle()), { limits: late })).rejects.toMatchObject({
      code: 'upload_too_slow',
    });
  });

  it('survives a client that goes away in the middle', async () => {
    const head = buildMultipart([photo('begin')], { end: false });
    let sent = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) controller.error(new Error('aborted'));
        else controller.enqueue(head);
        sent = true;
      },
    });
    await expect(one(formRequest(body))).rejects.toMatchObject({ code: 'invalid_multipart' });
  });

  it('takes a body in single bytes', async () => {
    const bytes = buildMultipart([photo('photo bytes')]);
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at === bytes.length) controller.close();
        else controller.enqueue(bytes.subarray(at, (at += 1)));
      },
    });
    const received = await one(formRequest(body));
    expect(await readFile(received.file, 'utf8')).toBe('photo bytes');
    await rm(received.file);
  });
});
