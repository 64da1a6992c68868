import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { buildPhoto } from '@/tests/factories/images';
import { startNetwork, type Network } from '@/tests/factories/network';
import { useBrowser } from '@/tests/setup/browser';
import {
  fillUntilPhotos,
  fireSync,
  goOffline,
  goOnline,
  keptOn,
  press,
  queue,
  skipToReview,
  ticketsOf,
  untilKept,
  words,
} from './device-steps';
import { answers, send } from './steps';

const browser = useBrowser();
const narrow = { viewport: { width: 320, height: 800 } };
let network: Network;

beforeEach(async () => {
  network = await startNetwork(inject('product').publicBaseUrl);
});
afterEach(() => network.close());

async function openForm(options = {}): Promise<Page> {
  browser.allowErrors('net::ERR_');
  const page = await browser.open({ baseURL: network.url, ...options });
  await page.goto('/report', { waitUntil: 'networkidle' });
  return page;
}

async function fits(page: Page, name: string): Promise<void> {
  await browser.checkAccess(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  await browser.picture(page, name);
}

async function writtenOffline(given = answers()) {
  const page = await openForm(narrow);
  await untilKept(page);
  await goOffline(page.context(), network);
  await fillUntilPhotos(page, given);
  return { page, given };
}

describe('a report written without a network', () => {
  test('outlives a reload and goes out once when the connection is back', async () => {
    const given = answers();
    const page = await openForm(narrow);
    await untilKept(page);
    await goOffline(page.context(), network);
    await page.fill('#description', given.description);
    await expect.poll(async () => (await keptOn(page)).description).toBe(given.description);
    await page.reload();
    await expect.poll(() => page.inputValue('#description')).toBe(given.description);
    await fillUntilPhotos(page, given);
    await skipToReview(page);
    await queue(page);
    await fits(page, 'offline-saved');
    expect(await ticketsOf(given)).toEqual([]);

    await goOnline(page.context(), network);
    await page.getByRole('heading', { name: '已提交' }).waitFor();
    expect(await ticketsOf(given)).toHaveLength(1);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.inputValue('#description')).toBe('');
    expect(await page.getByText(words.outbox.sentTitle).count()).toBe(0);
  });

  test('goes out with its photo while the tab is closed, and shows its number at the next visit', async () => {
    const { page, given } = await writtenOffline();
    await page.setInputFiles('#attachments', {
      name: 'lamp.jpg',
      mimeType: 'image/jpeg',
      buffer: await buildPhoto({ width: 640, height: 480 }),
    });
    await page.getByText(words.photos.later).waitFor();
    await fits(page, 'offline-photo');
    await skipToReview(page);
    expect(await page.locator('main').innerText()).toContain('1 张');
    await queue(page);
    const context = page.context();
    const other = await context.newPage();
    await page.close();

    await goOnline(context, network);
    await fireSync(context, network.url);
    await expect.poll(() => ticketsOf(given), { timeout: 20_000 }).toMatchObject([{ photos: 1 }]);
    const [ticket] = await ticketsOf(given);

    await other.goto('/report', { waitUntil: 'networkidle' });
    await other.getByText(words.outbox.sentTitle).waitFor();
    expect((await other.locator('main').innerText()).replaceAll(' ', '')).toContain(ticket?.number);
    await fits(other, 'offline-receipt');
    await press(other, words.outbox.dismiss);
    await other.reload({ waitUntil: 'networkidle' });
    expect(await other.getByText(words.outbox.sentTitle).count()).toBe(0);
    await fireSync(context, network.url);
    expect(await ticketsOf(given)).toHaveLength(1);
  });

  test('is flagged when the form has changed meanwhile, and goes out once the person has looked', async () => {
    const { page, given } = await writtenOffline();
    await skipToReview(page);
    await queue(page);
    network.answer('/api/v1/report-form', { status: 200, body: '{"version":"another"}' });
    await goOnline(page.context(), network);
    await page.getByText(words.outbox.formChangedItem).waitFor();
    await fits(page, 'offline-form-changed');
    expect(await ticketsOf(given)).toEqual([]);

    network.answer('/api/v1/report-form');
    await page.reload({ waitUntil: 'networkidle' });
    await page.getByText(words.outbox.formChangedItem).waitFor();
    await page.getByRole('button', { name: `修改：` }).click();
    await page.getByRole('heading', { name: '核对并提交' }).waitFor();
    expect(await page.locator('main').innerText()).toContain(given.description);
    await send(page);
    expect(await ticketsOf(given)).toHaveLength(1);
  });

  test('is thrown away only when the person says so twice', async () => {
    const { page, given } = await writtenOffline();
    await skipToReview(page);
    await queue(page);
    await page.getByRole('button', { name: '放弃：' }).click();
    await fits(page, 'offline-discard');
    await press(page, words.outbox.discardNo);
    await page.getByRole('button', { name: '放弃：' }).click();
    await press(page, words.outbox.discardYes);
    await expect.poll(() => page.getByText(given.description.slice(0, 10)).count()).toBe(0);
    await goOnline(page.context(), network);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await ticketsOf(given)).toEqual([]);
  });
});

describe('an answer lost after the commit', () => {
  test.each(['as it was', 'after a change'])('makes one ticket when it is sent again %s', async (again) => {
    const given = answers();
    const page = await openForm();
    await fillUntilPhotos(page, given);
    await skipToReview(page);
    network.loseAnswer('/api/v1/reports');
    network.loseAnswer('/api/v1/reports');
    await queue(page);
    const [ticket] = await ticketsOf(given);
    expect(ticket).toBeDefined();
    if (again === 'as it was') {
      await page.getByRole('button', { name: '立即发送：' }).click();
      // The second answer is lost as well; the third try brings it.
      await page.getByText(words.outbox.notYet).waitFor();
      await page.getByRole('button', { name: '立即发送：' }).click();
      await page.getByRole('heading', { name: '已提交' }).waitFor();
    } else {
      network.cut();
      await page.getByRole('button', { name: '修改：' }).click();
      await page.getByRole('button', { name: '修改：联系方式' }).click();
      await page.fill('#reporter-name', '李四');
      await press(page, '下一步');
      network.mend();
      // The key refuses the new answers, since the old ones had arrived.
      browser.allowErrors('409 (Conflict)');
      await queue(page);
      await page.getByRole('button', { name: '立即发送：' }).click();
      await page.getByRole('heading', { name: '已提交' }).waitFor();
    }
    const shown = (await page.locator('main').innerText()).replaceAll(' ', '');
    expect(shown).toContain(ticket?.number);
    expect(await ticketsOf(given)).toHaveLength(1);
  });
});

describe('two tabs', () => {
  test('never write one report at once: the second is told and may take over', async () => {
    const given = answers();
    const first = await openForm(narrow);
    await first.fill('#description', given.description);
    await expect.poll(async () => (await keptOn(first)).description).toBe(given.description);
    const second = await first.context().newPage();
    await second.goto('/report', { waitUntil: 'networkidle' });
    await second.getByRole('heading', { name: words.otherTab.title }).waitFor();
    await fits(second, 'second-tab');
    await press(second, words.otherTab.takeOver);
    await expect.poll(() => second.inputValue('#description')).toBe(given.description);
    await first.getByRole('heading', { name: words.otherTab.title }).waitFor();

    await fillUntilPhotos(second, given);
    await skipToReview(second);
    await send(second);
    await press(first, words.otherTab.takeOver);
    await expect.poll(() => first.inputValue('#description')).toBe('');
    expect(await ticketsOf(given)).toHaveLength(1);
  });
});

describe('the service worker', () => {
  test('shows the form without a network in the display mode chosen last', async () => {
    const page = await openForm();
    await untilKept(page);
    await page.goto('/help');
    await press(page, '长辈版');
    await page.waitForFunction(async () =>
      (await (await caches.match('/report'))?.text())?.includes('data-mode="elder"'),
    );
    await goOffline(page.context(), network);
    await page.goto('/report');
    expect(await page.getAttribute('html', 'data-mode')).toBe('elder');
    await page.fill('#description', '路灯不亮');
    await press(page, '下一步');
    await page.getByRole('heading', { name: '在哪里' }).waitFor();
  });

  test('keeps the form and nothing personal', async () => {
    const page = await openForm();
    await untilKept(page);
    for (const path of ['/track', '/my-reports', '/help', '/en']) await page.goto(path);
    const kept = await page.evaluate(async () => {
      const requests = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      );
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    const others = kept.filter((path) => !path.startsWith('/_next/static/'));
    expect([...new Set(others)].sort()).toEqual(['/api/v1/divisions', '/report']);
  });

  test('is asked for anew each time, and removes itself once its file is gone', async () => {
    const answer = await fetch(`${network.url}/service-worker.js`);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    browser.allowErrors('404');
    const page = await openForm();
    await untilKept(page);
    network.answer('/service-worker.js', { status: 404, body: '' });
    await page.goto('/report');
    await page.goto('/help');
    const left = () =>
      page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]);
    await expect.poll(left).toEqual([0, 0]);
  });
});

describe('a browser', () => {
  test('that keeps nothing still sends', async () => {
    const given = answers();
    const page = await browser.open();
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
    await page.goto('/report', { waitUntil: 'networkidle' });
    await fillUntilPhotos(page, given);
    await skipToReview(page);
    await send(page);
    expect(await ticketsOf(given)).toHaveLength(1);
  });

  test('with a draft of an earlier version goes on with it', async () => {
    const given = answers();
    const page = await browser.open();
    await page.goto('/help');
    await page.evaluate(
      (draft) => localStorage.setItem('report-draft', draft),
      JSON.stringify({ answers: { description: given.description }, key: 'k'.repeat(32), at: Date.now() }),
    );
    await page.goto('/report', { waitUntil: 'networkidle' });
    await expect.poll(() => page.inputValue('#description')).toBe(given.description);
    expect(await page.evaluate(() => localStorage.getItem('report-draft'))).toBeNull();
    await expect.poll(async () => (await keptOn(page)).description).toBe(given.description);
  });
});
