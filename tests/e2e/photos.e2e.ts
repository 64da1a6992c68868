import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { buildPhoto, GPS_LATITUDE, TRACES } from '@/tests/factories/images';
import { startNetwork, type Network } from '@/tests/factories/network';
import { useBrowser } from '@/tests/setup/browser';
import { fillUntilPhotos, keptOn, press, skipToReview, ticketsOf, words } from './device-steps';
import { answers, send } from './steps';

const browser = useBrowser();
const phone = { viewport: { width: 320, height: 740 }, hasTouch: true };
const uploads = '/api/v1/uploads';
let network: Network;

beforeEach(async () => {
  network = await startNetwork(inject('product').publicBaseUrl);
});
afterEach(() => network.close());

async function openPhotos(given = answers()): Promise<Page> {
  const page = await browser.open({ baseURL: network.url, ...phone });
  await page.goto('/report', { waitUntil: 'networkidle' });
  await fillUntilPhotos(page, given);
  return page;
}

const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

async function look(page: Page, name: string): Promise<void> {
  await browser.checkAccess(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  await browser.picture(page, name);
}

/** The picture inside a multipart body of one part. */
function pictureOf(body: Buffer): Buffer {
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.lastIndexOf('\r\n--'));
}

test('a photo leaves the device smaller, upright and without a trace of camera, owner or place', async () => {
  const original = await buildPhoto({ width: 4000, height: 3000, orientation: 6 });
  const page = await openPhotos();
  await page.setInputFiles('#camera', jpeg('lamp.jpg', original));
  await page.getByText(words.photos.done).waitFor();
  const [body] = network.bodies(uploads);
  const sent = pictureOf(body ?? Buffer.alloc(0));
  const { width, height, format, exif, xmp, iptc } = await sharp(sent).metadata();
  expect([width, height, format]).toEqual([1920, 2560, 'jpeg']);
  expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
  expect(sent.length).toBeLessThan(original.length);
  // What remains is a colour profile, the same for every photo.
  for (const trace of [...TRACES, 'Exif\0\0', 'http://ns.adobe.com/', 'Photoshop', GPS_LATITUDE, 'lamp.jpg'])
    expect(body?.includes(trace), String(trace)).toBe(false);
});

test('the place of a photo is used with a yes, and never without', async () => {
  const page = await openPhotos();
  await page.setInputFiles('#attachments', jpeg('lamp.jpg', await buildPhoto()));
  await page.getByText(words.photos.position).waitFor();
  // 45°48'12.34" N, 126°32'56.78" E
  expect(await page.locator('main').innerText()).toContain('经度 126.54911，纬度 45.80343');
  await look(page, 'photo-position');
  await press(page, words.photos.positionNo);
  await expect.poll(() => page.getByText(words.photos.position).count()).toBe(0);
  await skipToReview(page);
  expect(await page.locator('main').innerText()).not.toContain('126.54');

  const given = answers();
  const second = await openPhotos(given);
  await second.setInputFiles('#attachments', jpeg('lamp.jpg', await buildPhoto()));
  await press(second, words.photos.positionUse);
  await second.getByText(words.photos.positionUsed).waitFor();
  await second.getByText(words.photos.done).waitFor();
  await skipToReview(second);
  expect(await second.locator('main').innerText()).toContain('经度 126.54911，纬度 45.80343');
  await send(second);
  const bodies = network
    .bodies('/api/v1/reports')
    .map((body) => JSON.parse(body.toString()) as { lng?: number });
  expect(bodies.map(({ lng }) => lng)).toEqual([126.549106]);
});

test('a photo whose upload fails is kept, also when the tab is closed, and can be tried again', async () => {
  browser.allowErrors('net::ERR_');
  const given = answers();
  const page = await openPhotos(given);
  network.loseRequests(uploads);
  await page.setInputFiles('#attachments', [
    jpeg('one.jpg', await buildPhoto({ width: 320, height: 240 })),
    jpeg('two.jpg', await buildPhoto({ width: 240, height: 320 })),
  ]);
  await expect.poll(() => page.getByText(words.photos.later).count()).toBe(2);
  await look(page, 'photo-failed');
  network.mend();
  await press(page, '重新上传照片 2');
  await page.getByText(words.photos.done).waitFor();

  await expect.poll(() => keptOn(page)).toMatchObject({ photos: 2, pictures: 2 });
  const context = page.context();
  const again = await context.newPage();
  await page.close();
  await again.goto('/report', { waitUntil: 'networkidle' });
  await expect.poll(() => again.inputValue('#description')).toBe(given.description);
  await press(again, '下一步');
  await again.getByRole('heading', { name: '在哪里' }).waitFor();
  await press(again, '下一步');
  await expect.poll(() => again.getByText(words.photos.done).count()).toBe(2);
  await skipToReview(again);
  await send(again);
  // In the order chosen, whatever the order they arrived in.
  expect(await ticketsOf(given)).toMatchObject([{ widths: [320, 240] }]);
  expect(await keptOn(again)).toEqual({ photos: 0, pictures: 0 });
});

test('what cannot be a photo of the report is told at once, in words', async () => {
  const page = await openPhotos();
  const photo = jpeg('lamp.jpg', await buildPhoto());
  await page.setInputFiles('#attachments', photo);
  await page.getByText(words.photos.done).waitFor();
  await page.setInputFiles('#attachments', [
    { name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
    jpeg('huge.jpg', Buffer.alloc(20 * 1024 * 1024 + 1)),
  ]);
  await page.getByText('“report.pdf”不是照片').waitFor();
  expect(await page.getByText('“huge.jpg”超过 20 MB').count()).toBe(1);
  await look(page, 'photo-told');
  // What the browser cannot read is judged by the server.
  browser.expectError('415');
  await page.setInputFiles('#attachments', {
    name: 'iphone.heic',
    mimeType: 'image/heic',
    buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
  });
  await page.getByText('只接受 JPEG').waitFor();
  await press(page, '下一步');
  await page.locator('#error-summary').getByText(words.photos.wait).waitFor();
  await press(page, '删除照片 2');
  await skipToReview(page);
  expect(network.bodies(uploads)).toHaveLength(2);
});
