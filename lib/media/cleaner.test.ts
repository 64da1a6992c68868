import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp, { type CreateRaw, type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildPhoto,
  buildPngBomb,
  GPS_LATITUDE,
  jpegMarkers,
  METADATA_MARKS,
  TRACES,
} from '@/tests/factories/images';
import { createCleaner, type Cleaner, type CleanImage } from './cleaner';
import { cleanerSource } from './cleaner-process';
import { imageTypeOf, type ImageType } from './image-type';

let folder: string;
let shared: Cleaner;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cleaner-'));
  shared = createCleaner({ program: cleanerSource(), processes: 1 });
});

afterAll(async () => {
  await shared.close();
  await rm(folder, { recursive: true, force: true });
});

async function clean(
  photo: Buffer,
  type: ImageType = imageTypeOf(photo) ?? 'jpeg',
  cleaner = shared,
): Promise<CleanImage & { file: Buffer }> {
  const input = path.join(folder, `in-${++count}`);
  const output = path.join(folder, `out-${count}`);
  await writeFile(input, photo);
  try {
    const image = await cleaner.clean(input, output, type);
    return { ...image, file: await readFile(output) };
  } catch (error) {
    expect(existsSync(output)).toBe(false);
    throw error;
  }
}

describe('a cleaned photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'keeps no place, camera, owner or comment of a %s',
    async (format) => {
      const photo = await buildPhoto({ format });
      const before = await sharp(photo).metadata();
      expect(before.exif?.includes('CANARYCAMERA')).toBe(true);
      expect(before.exif?.includes(GPS_LATITUDE)).toBe(true);
      expect(before.xmp?.includes('CANARYPLACE')).toBe(true);
      const { file, ...image } = await clean(photo);
      expect(file.includes(GPS_LATITUDE)).toBe(false);
      for (const trace of [...TRACES, ...METADATA_MARKS]) expect(file.includes(trace), trace).toBe(false);
      for (const trace of TRACES) expect(file.includes(Buffer.from(trace, 'utf16le')), trace).toBe(false);
      expect(jpegMarkers(file).filter((marker) => /^e|^fe$/.test(marker))).toEqual([]);
      const { exif, xmp, icc, iptc, format: made } = await sharp(file).metadata();
      expect({ exif, xmp, icc, iptc, made }).toEqual({ made: 'jpeg' });
      expect(image).toEqual({
        width: 64,
        height: 48,
        bytes: file.length,
        sha256: createHash('sha256').update(file).digest(),
        mediaType: 'image/jpeg',
      });
    },
  );

  it('stands upright without the orientation mark', async () => {
    const { file, width, height } = await clean(await buildPhoto({ orientation: 6 }));
    expect([width, height]).toEqual([48, 64]);
    const pixels = await sharp(file).raw().toBuffer();
    const last = pixels.subarray(-3);
    // Turned a quarter clockwise, the left half (red) is on top and the right half (blue) below.
    expect(pixels[0]).toBeGreaterThan(180);
    expect(last[2]).toBeGreaterThan(180);
  });

  it('is at most 2048 pixels wide or high and never enlarged', async () => {
    expect(await clean(await buildPhoto({ width: 4096, height: 1000 }))).toMatchObject({
      width: 2048,
      height: 500,
    });
    expect(await clean(await buildPhoto({ width: 2, height: 1 }))).toMatchObject({ width: 2, height: 1 });
  });

  it('ends where its image ends: what hid behind it is gone', async () => {
    const hidden = '<script>alert("CANARYHTML")</script>PK\x03\x04CANARYZIP';
    const { file } = await clean(Buffer.concat([await buildPhoto(), Buffer.from(hidden, 'latin1')]));
    expect(file.includes('CANARY')).toBe(false);
    expect(file.includes('<script')).toBe(false);
    expect(file.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });

  it('reads the photos of phones that add a second, brighter picture, and keeps the first alone', async () => {
    const bright = Buffer.from(Float32Array.from({ length: 64 * 64 * 3 }, (_, n) => (n % 192) / 48).buffer);
    // sharp's types lag behind: they know neither the depth of raw input nor gain maps.
    const raw = { width: 64, height: 64, channels: 3, depth: 'float' };
    const photo = await (
      sharp(bright, { raw: raw as CreateRaw })
        .pipelineColourspace('scrgb')
        .toColourspace('scrgb') as Sharp & { withGainMap(): Sharp }
    )
      .withGainMap()
      .jpeg()
      .toBuffer();
    expect(photo.includes('MPF')).toBe(true);
    const { file, width } = await clean(photo);
    expect([width, file.includes('MPF'), file.indexOf('\xff\xd8\xff', 3, 'latin1')]).toEqual([64, false, -1]);
  });

  it('shows transparency as white and an animation by its first picture', async () => {
    const frame = (colour: string) =>
      sharp({ create: { width: 8, height: 8, channels: 4, background: colour } });
    const clear = await clean(await frame('#00000000').png().toBuffer());
    expect([...(await sharp(clear.file).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
    const frames = await Promise.all(['#ff0000', '#0000ff'].map((colour) => frame(colour).png().toBuffer()));
    const moving = await clean(
      await sharp(frames, { join: { animated: true } })
        .webp({ loop: 0 })
        .toBuffer(),
    );
    expect(moving).toMatchObject({ width: 8, height: 8 });
    expect((await sharp(moving.file).raw().toBuffer())[0]).toBeGreaterThan(180);
  });
});

describe('what is refused', () => {
  it('reads no other format, whatever the first bytes claim', async () => {
    const square = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
    const others = [
      await square.clone().gif().toBuffer(),
      await square.clone().tiff().toBuffer(),
      await square.clone().avif().toBuffer(),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
      Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF'),
      Buffer.from('<!doctype html><script>alert(1)</script>'),
    ];
    for (const other of others) {
      expect(imageTypeOf(other)).toBeNull();
      await expect(clean(other, 'jpeg')).rejects.toMatchObject({ code: 'unsupported_image', status: 415 });
    }
    await expect(clean(await square.clone().png().toBuffer(), 'jpeg')).rejects.toMatchObject({
      code: 'unsupported_image',
    });
  });

  it.each(['jpeg', 'png', 'webp'] as const)('a truncated %s', async (format) => {
    const photo = await buildPhoto({ format, width: 640, height: 480 });
    for (const share of [0.5, 0.9])
      await expect(clean(photo.subarray(0, Math.floor(photo.length * share)))).rejects.toMatchObject({
        code: 'unreadable_image',
      });
  });

  it('a file of nothing but the right first bytes', async () => {
    await expect(clean(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).rejects.toMatchObject({ status: 422 });
    await expect(
      clean(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(100_000, 7)])),
    ).rejects.toMatchObject({
      status: 422,
    });
  });

  it('a decompression bomb, by its claimed pixels', async () => {
    const bomb = buildPngBomb(30_000, 30_000);
    expect(bomb.length).toBeLessThan(200_000);
    await expect(clean(bomb)).rejects.toMatchObject({ code: 'image_too_costly', status: 413 });
  });
});

describe('the queue', () => {
  it('cleans a crowd one by one and refuses those who find no room to wait', async () => {
    const narrow = createCleaner({ program: cleanerSource(), processes: 1, maxWaiting: 3 });
    const photo = await buildPhoto();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => clean(photo, 'jpeg', narrow)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'unavailable' });
    expect(await clean(photo, 'jpeg', narrow)).toMatchObject({ width: 64 });
    await narrow.close();
    await expect(clean(photo, 'jpeg', narrow)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
