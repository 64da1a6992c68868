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
  openForm,
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

async function fits(page: Page, name: string): Promise<void> {
  await browser.checkAccess(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  await browser.picture(page, name);
}

async function writtenOffline(given = answers()) {
  const page = await openForm(browser, network, narrow);
  await untilKept(page);
  await goOffline(page.context(), network);
  await fillUntilPhotos(page, given);
  return { page, given };
}

describe('a report written without a network', () => {
  test('outlives a reload and goes out once when the connection is back', async () => {
    const given = answers();
    const page = await openForm(browser, network, narrow);
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
    await expect.poll(() => ticketsOf(given), { timeout: 20_000 }).toMatchObject([{ widths: [640] }]);
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
    await page.getByRole('button', { name: '核对：' }).click();
    await page.getByRole('heading', { name: '核对并提交' }).waitFor();
    expect(await page.locator('main').innerText()).toContain(given.description);
    await send(page);
    expect(await ticketsOf(given)).toHaveLength(1);
  });

  test('is kept in the form when the form has changed under the hands of the person', async () => {
    const given = answers();
    const page = await openForm(browser, network);
    await fillUntilPhotos(page, given);
    await skipToReview(page);
    network.answer('/api/v1/report-form', { status: 200, body: '{"version":"another"}' });
    await press(page, '提交');
    await page.locator('#error-summary').getByText(words.outbox.formChanged).waitFor();
    network.answer('/api/v1/report-form');
    await page.goto('/report', { waitUntil: 'networkidle' });
    await expect.poll(() => page.inputValue('#description')).toBe(given.description);
    await fillUntilPhotos(page, given);
    await skipToReview(page);
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
  async function lost(given = answers()) {
    const page = await openForm(browser, network);
    await fillUntilPhotos(page, given);
    await skipToReview(page);
    network.loseAnswers('/api/v1/reports');
    await queue(page);
    const [ticket] = await ticketsOf(given);
    const numberShown = async () => {
      await page.getByRole('heading', { name: '已提交' }).waitFor();
      const shown = (await page.locator('main').innerText()).replaceAll(' ', '');
      expect(shown).toContain(ticket?.number);
      expect(await ticketsOf(given)).toHaveLength(1);
    };
    return { page, numberShown };
  }

  test('makes one ticket when it is sent again as it was', async () => {
    const { page, numberShown } = await lost();
    await page.getByRole('button', { name: '立即发送：' }).click();
    await page.getByText(words.outbox.notYet).waitFor();
    await goOffline(page.context(), network);
    await goOnline(page.context(), network);
    await numberShown();
  });

  test('makes one ticket when it is sent again after a change', async () => {
    const { page, numberShown } = await lost();
    await goOffline(page.context(), network);
    await page.getByRole('button', { name: '修改：' }).click();
    await page.getByRole('button', { name: '修改：联系方式' }).click();
    await page.fill('#reporter-name', '李四');
    await press(page, '下一步');
    // The key refuses the new answers, since the old ones had arrived.
    browser.allowErrors('409 (Conflict)');
    await goOnline(page.context(), network);
    await press(page, '提交');
    await numberShown();
  });
});

describe('two tabs', () => {
  test('never write one report at once: the second is told and may take over', async () => {
    const given = answers();
    const first = await openForm(browser, network, narrow);
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

describe('a browser', () => {
  test.each([
    ['has no database', `Object.defineProperty(window, 'indexedDB', { value: undefined })`],
    [
      'has a full disk',
      `IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }`,
    ],
  ])('that %s still sends, with its photo', async (_name, fault) => {
    const given = answers();
    const page = await browser.open();
    await page.addInitScript(fault);
    await page.goto('/report', { waitUntil: 'networkidle' });
    await fillUntilPhotos(page, given);
    await page.setInputFiles('#attachments', {
      name: 'lamp.jpg',
      mimeType: 'image/jpeg',
      buffer: await buildPhoto({ width: 320, height: 240 }),
    });
    await page.getByText(words.photos.done).waitFor();
    await skipToReview(page);
    await send(page);
    expect(await ticketsOf(given)).toMatchObject([{ widths: [320] }]);
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
