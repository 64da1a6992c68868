import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { startSecondWeb, type SecondWeb } from '@/tests/setup/second-web';
import { DAZHI, device, openPlace, press } from './place-steps';
import { sandboxUrl } from './steps';

const browser = useBrowser();

/** What the map's vendor was asked for, in order. */
async function vendorHeard(): Promise<string[]> {
  const log = (await (await fetch(sandboxUrl('/map/_log'))).json()) as { entries: { path: string }[] };
  return log.entries.map(({ path }) => path);
}

const fault = (settings: object) =>
  fetch(sandboxUrl('/map/_faults'), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });

/** Opens the map and waits for its picture. @returns what the vendor is asked for from now on */
async function openMap(page: Page): Promise<() => Promise<string[]>> {
  const before = (await vendorHeard()).length;
  const since = async () => (await vendorHeard()).slice(before);
  await press(page, '在地图上选');
  await page.locator('canvas').waitFor();
  await expect.poll(async () => (await since()).some((path) => path.endsWith('.png'))).toBe(true);
  return since;
}

describe('the map', () => {
  afterAll(() => fetch(sandboxUrl('/map/_faults'), { method: 'DELETE' }));

  test('is loaded on demand only, and picks by keyboard, by click and by list', async () => {
    const page = await openPlace(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const scripts = () => page.evaluate(() => performance.getEntriesByType('resource').length);
    const before = await scripts();
    await page.selectOption('#prefecture', '230100');
    await page.selectOption('#divisionCode', '230103');
    expect(asked.filter((url) => url.includes('/map/') || /maplibre/.test(url))).toEqual([]);
    await openMap(page);
    expect(await scripts()).toBeGreaterThan(before);
    const own = inject('product');
    const origins = new Set(asked.map((url) => new URL(url).origin));
    expect([...origins].sort()).toEqual([own.publicBaseUrl, `http://localhost:${own.sandboxPort}`].sort());
    await page.getByText('模拟地图 · 演示数据').waitFor();
    await browser.checkAccess(page);
    await browser.picture(page, 'place-map');

    const canvas = page.locator('canvas');
    await canvas.focus();
    await page.keyboard.press('Enter');
    // The seat of Nangang, where the map began.
    await page.getByText(/已记下位置：经度 126\.64\d+，纬度 45\.75\d+/).waitFor();
    const first = await page.getByText('已记下位置').innerText();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByText('十字处：').innerText()).not.toContain('126.646');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByText('已记下位置').innerText()).not.toBe(first);

    const second = await page.getByText('已记下位置').innerText();
    await canvas.click({ position: { x: 60, y: 60 } });
    await expect.poll(() => page.getByText('已记下位置').innerText()).not.toBe(second);
    expect(await page.inputValue('#divisionCode')).toBe('230103');
    await page.getByRole('button', { name: /^道里区（/ }).click();
    expect(await page.inputValue('#divisionCode')).toBe('230102');
  });

  test('that does not come says what to do', async () => {
    await fault({ down: true });
    browser.expectError('ERR_');
    const page = await openPlace(browser);
    await press(page, '在地图上选');
    await page.getByText('地图暂时打不开').waitFor();
    await fault({});
  });

  test('on a device without WebGL says what to do', async () => {
    const page = await browser.open();
    await page.addInitScript(`HTMLCanvasElement.prototype.getContext = () => null`);
    await page.goto('/report', { waitUntil: 'networkidle' });
    await page.fill('#description', '路灯不亮');
    await press(page, '下一步');
    await press(page, '在地图上选');
    await page.getByText('这台设备不能显示地图').waitFor();
  });
});

describe('other settings', () => {
  let gcj02: SecondWeb;
  let none: SecondWeb;
  beforeAll(async () => {
    const sandbox = `http://localhost:${inject('product').sandboxPort}`;
    gcj02 = await startSecondWeb({
      MAP_STYLE_URL: `${sandbox}/map/style-gcj02.json`,
      MAP_COORDINATES: 'gcj02',
    });
    none = await startSecondWeb({ MAP_STYLE_URL: '' });
  });
  afterAll(async () => {
    await gcj02.stop();
    await none.stop();
  });

  test('a map in GCJ-02 is opened where the device is and gives back WGS-84', async () => {
    const page = await openPlace(browser, { baseURL: gcj02.url, ...device(DAZHI.lng, DAZHI.lat) });
    await press(page, '用手机现在的位置');
    await page.getByText('已记下位置').waitFor();
    const since = await openMap(page);
    await page.locator('canvas').focus();
    await page.keyboard.press('Enter');
    await page.getByText('已记下位置：经度 126.63939，纬度 45.75652').waitFor();
    // The middle is the bent position 126.64536, 45.75847: column 111646.2 of zoom 17, where WGS-84 would be 111644.0.
    await expect.poll(since).toContain('/map/tiles/17/111647/46756.png');
  });

  test('without a style there is no map, and the policy names no other origin', async () => {
    const page = await openPlace(browser, { baseURL: none.url });
    expect(await page.getByRole('button', { name: '在地图上选' }).count()).toBe(0);
    const policy = (await fetch(`${none.url}/report`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("img-src 'self' blob: data:;");
  });

  test('only the page with the map may load from its origin', async () => {
    const { publicBaseUrl, sandboxPort } = inject('product');
    const policyOf = async (path: string) =>
      (await fetch(publicBaseUrl + path)).headers.get('content-security-policy') ?? '';
    expect(await policyOf('/report')).toContain(`connect-src 'self' http://localhost:${sandboxPort};`);
    expect(await policyOf('/')).toContain("connect-src 'self';");
  });
});
