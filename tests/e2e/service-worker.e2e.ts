import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { startNetwork, type Network } from '@/tests/factories/network';
import { useBrowser } from '@/tests/setup/browser';
import { goOffline, openForm, press, untilKept } from './device-steps';

const browser = useBrowser();
let network: Network;

beforeEach(async () => {
  network = await startNetwork(inject('product').publicBaseUrl);
});
afterEach(() => network.close());

describe('the service worker', () => {
  test('shows the form without a network in the display mode chosen last', async () => {
    const page = await openForm(browser, network);
    await untilKept(page);
    await page.goto('/help');
    await press(page, '长辈版');
    await page.waitForFunction(async () =>
      (await (await caches.match('/report'))?.text())?.includes('data-mode="elder"'),
    );
    await goOffline(page.context(), network);
    await page.goto('/report');
    expect(await page.getAttribute('html', 'data-mode')).toBe('elder');
    // The script is there, from the copy as well.
    await page.getByText('已写 0 字').waitFor();
    await page.fill('#description', '路灯不亮');
    await press(page, '下一步');
    await page.getByRole('heading', { name: '在哪里' }).waitFor();
  });

  test('keeps the form and nothing personal', async () => {
    const page = await openForm(browser, network);
    await untilKept(page);
    for (const path of ['/track', '/my-reports', '/help', '/en']) await page.goto(path);
    const kept = await page.evaluate(async () => {
      const requests = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      );
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    const others = kept.filter((path) => !path.startsWith('/_next/static/'));
    expect([...new Set(others)].sort()).toEqual(['/api/v1/categories', '/api/v1/divisions', '/report']);
  });

  test('is asked for anew each time, and removes itself once its file is gone', async () => {
    const answer = await fetch(`${network.url}/service-worker.js`);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    browser.allowErrors('404');
    const page = await openForm(browser, network);
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
