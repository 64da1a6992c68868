import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { useBrowser } from '@/tests/setup/browser';
import { citizenCookie } from './citizen-steps';
import { newStaff, sessionOf, signInByPages } from './staff-steps';
import { desk, orderOf, report } from './track-steps';

const browser = useBrowser();
const base = () => inject('product').publicBaseUrl;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const grouped = (number: string) => number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
const words = (page: Page) => page.locator('main').innerText();
const phoneScreen = { viewport: { width: 390, height: 844 } };

/** Somebody with one closed and one open report, in a browser where they have proven their phone. */
async function reporter(page: Page) {
  const name = `慕容${crypto.randomUUID().slice(0, 6)}`;
  const { phone } = await report();
  const again = (more: object) => report({ reporter: { name, phone }, ...more });
  const closed = await again({ description: `路灯不亮，我是${name}` });
  const open = await again({ description: `井盖松动，我是${name}` });
  for (const type of ['signed', 'handled', 'checked']) await desk(closed.trackingNumber, { type });
  await expect.poll(() => orderOf(open.trackingNumber), { timeout: 30_000 }).toBeDefined();
  const stateOf = async (number: string) =>
    (await db().query<{ status: string }>('SELECT status FROM ticket WHERE tracking_number = $1', [number]))
      .rows[0]?.status;
  const cookie = await citizenCookie(phone);
  await expect.poll(() => stateOf(closed.trackingNumber), { timeout: 30_000 }).toBe('closed');
  await page.context().addCookies([{ ...cookie, url: base() }]);
  return { name, phone, closed, open, cookie };
}

describe.each([
  ['without script', { ...phoneScreen, javaScriptEnabled: false }],
  ['with script', {}],
])('personal data, %s', (how, options) => {
  test('is seen, taken away and erased by its owner', async () => {
    const page = await browser.open(options);
    const { name, phone, closed, open, cookie } = await reporter(page);
    await page.goto('/my-reports');
    await page.getByRole('link', { name: /查看、下载、删除/ }).click();
    await page.waitForURL(/my-reports\/data$/);
    const seen = await words(page);
    for (const text of [name, `+86${phone}`, `路灯不亮，我是${name}`, grouped(open.trackingNumber)])
      expect(seen).toContain(text);
    await browser.picture(page, `my-data-${how.replace(' ', '-')}`);

    const [download] = await Promise.all([page.waitForEvent('download'), press(page, '下载（JSON 文件）')]);
    expect(download.suggestedFilename()).toMatch(/^12319-my-data-\d{4}-\d\d-\d\d\.json$/);
    const file = JSON.parse(fs.readFileSync(await download.path(), 'utf8')) as {
      reports: { name: string | null }[];
    };
    expect(file.reports.filter((one) => one.name === name)).toHaveLength(2);
    const answer = await fetch(`${base()}/my-reports/data/download`, {
      method: 'POST',
      headers: { origin: base(), cookie: `${cookie.name}=${cookie.value}` },
      body: new URLSearchParams(),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toContain('attachment');

    await page.getByRole('link', { name: '要求删除', exact: true }).click();
    await page.waitForURL(/my-reports\/erase$/);
    const before = await words(page);
    for (const text of [
      '立即删除',
      grouped(closed.trackingNumber),
      '办结后的当晚删除',
      grouped(open.trackingNumber),
      '审计日志',
    ])
      expect(before).toContain(text);
    await browser.picture(page, `my-erase-${how.replace(' ', '-')}`);
    await press(page, '确认删除');
    await page.waitForURL(/my-reports\/erased\?/);
    expect(await words(page)).toContain('已删除 1 件');
    await browser.picture(page, `my-erased-${how.replace(' ', '-')}`);
    expect((await page.context().cookies()).filter(({ name: of }) => of === 'citizen')).toEqual([]);

    await page.goto(closed.trackUrl);
    const after = await words(page);
    expect(after).toContain('个人信息已清除');
    expect(after).not.toContain(name);
    expect(await page.getByRole('link', { name: '不满意，重新办理' }).count()).toBe(0);

    const back = await citizenCookie(phone);
    await page.context().addCookies([{ ...back, url: base() }]);
    await page.goto('/my-reports');
    const list = await words(page);
    expect(list).toContain('办结后删除个人信息');
    expect(list).not.toContain(grouped(closed.trackingNumber));
  });
});

test('personal data is nobody’s who has not proven the contact, and no other site’s to take', async () => {
  for (const below of ['data', 'erase']) {
    const page = await fetch(`${base()}/my-reports/${below}`, { redirect: 'manual' });
    expect(page.headers.get('location')).toContain('/my-reports');
  }
  const { phone } = await report();
  const { name, value } = await citizenCookie(phone);
  for (const below of ['data/download', 'erase/send']) {
    const post = (origin: string, cookie: string) =>
      fetch(`${base()}/my-reports/${below}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, cookie },
        body: new URLSearchParams(),
      });
    const foreign = await post('https://elsewhere.example', `${name}=${value}`);
    expect(foreign.headers.get('location')).toContain('code=cross_site');
    expect((await post(base(), '')).headers.get('location')).toBe('/my-reports');
  }
});

describe('personal data on the console', () => {
  test('a supervisor sees who reported for a reason, for a moment, and it is written down', async () => {
    const { trackingNumber, phone } = await report();
    const page = await browser.open({ javaScriptEnabled: false });
    const address = `/console/tickets/${trackingNumber}/reporter`;
    await page.goto(address);
    await signInByPages(page, await newStaff('supervisor'));
    await page.waitForURL(/\/reporter$/);
    expect(await words(page)).not.toContain(phone);
    await browser.picture(page, 'console-reporter');
    await page.fill('#text', '核实');
    await press(page, '查看');
    expect(await page.locator('#error-summary').innerText()).toContain('请选择理由');
    expect(await page.inputValue('#text')).toBe('核实');
    await page.getByLabel('回访').check();
    await page.fill('#text', '回访处理结果');
    await press(page, '查看');
    await page.getByText(`+86${phone}`).waitFor();
    await browser.picture(page, 'console-reporter-revealed');
    const cookies = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
    const answer = await fetch(base() + address, { headers: { cookie: cookies } });
    expect(answer.headers.get('cache-control')).toMatch(/no-store/);
    expect(await answer.text()).toContain(phone);
    await press(page, '现在隐去');
    const hidden = await words(page);
    expect(hidden).not.toContain(phone);
    expect(hidden).toContain('回访处理结果');
  });

  test('what one supervisor has revealed is not another’s to see', async () => {
    const { trackingNumber, phone } = await report();
    const address = `/console/tickets/${trackingNumber}/reporter`;
    const [one, other] = [
      await sessionOf(await newStaff('supervisor')),
      await sessionOf(await newStaff('supervisor')),
    ];
    const answer = await fetch(`${base()}${address}/reveal`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: base(), cookie: one.header },
      body: new URLSearchParams({ reason: 'call-back', text: '回访处理结果' }),
    });
    const revealed = answer.headers
      .getSetCookie()
      .find((line) => line.startsWith('console-reveal='))!
      .split(';')[0]!;
    expect(decodeURIComponent(revealed)).not.toContain(phone);
    const seenBy = async (cookie: string) =>
      (await (await fetch(base() + address, { headers: { cookie } })).text()).includes(phone);
    expect([
      await seenBy(`${one.header}; ${revealed}`),
      await seenBy(`${other.header}; ${revealed}`),
    ]).toEqual([true, false]);
  });

  test('a security administrator reads the report, holds a ticket and ends the hold', async () => {
    const { trackingNumber } = await report();
    const page = await browser.open();
    await page.goto('/console/privacy');
    await signInByPages(page, await newStaff('security-admin'));
    await page.waitForURL(/\/console\/privacy$/);
    await browser.picture(page, 'console-privacy');
    await page.fill('#number', '123');
    await page.fill('#reason', '行政复议 2026-17');
    await press(page, '暂缓清除');
    expect(await page.locator('#error-summary').innerText()).toContain('没有这个编号');
    expect(await page.inputValue('#reason')).toBe('行政复议 2026-17');
    await page.fill('#number', grouped(trackingNumber));
    await press(page, '暂缓清除');
    await page.getByText('已登记').waitFor();
    expect(await words(page)).toContain('行政复议 2026-17');
    await browser.picture(page, 'console-privacy-hold');
    await page.getByRole('button', { name: `解除暂缓：${trackingNumber}` }).click();
    await page.getByText('已解除').waitFor();
    expect(await words(page)).not.toContain('行政复议 2026-17');
  });
});
