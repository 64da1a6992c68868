import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { advance, answers, fillWithoutScript, fillWithScript, sandboxUrl, send } from './steps';

const browser = useBrowser();
const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const unit = '道里区路灯管理所';
const patience = { timeout: 30_000 };

const ways: [string, BrowserContextOptions][] = [
  ['on a desktop with script', { ...desktop, javaScriptEnabled: true }],
  ['on a phone with script', { ...phone, javaScriptEnabled: true }],
  ['on a desktop without script', { ...desktop, javaScriptEnabled: false }],
  ['on a phone without script', { ...phone, javaScriptEnabled: false }],
];

test.each(ways)('a report travels to the city desk and back, %s', async (name, options) => {
  const given = answers();
  const page = await browser.open(options);
  const twin = await browser.open({ viewport: options.viewport ?? null });
  const script = options.javaScriptEnabled === true;
  let step = 0;
  const look = async () => {
    step += 1;
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }));
    expect(scroll, `step ${step} is no wider than the screen`).toBeLessThanOrEqual(width);
    if (!script) await twin.goto(page.url());
    await browser.checkAccess(script ? page : twin);
    await browser.picture(page, `report-${name.replaceAll(' ', '-')}-${step}`);
  };

  await (script ? fillWithScript : fillWithoutScript)(page, given, look);
  const { number, code } = await send(page);
  expect(number).toMatch(/^01\d{10}$/);
  expect(code).toMatch(/^\d{6}$/);
  await look();

  if (!script) {
    // Loading the receipt anew, or sending the review again, shows the same receipt.
    const receipt = page.url();
    await page.reload();
    expect(await page.getByText(code.replace(/(\d{3})/, '$1 ')).count()).toBe(1);
    await page.goto(receipt.replace('/done', '/review'));
    expect(page.url()).toBe(receipt);
  }

  const desk = await browser.open({ viewport: desktop.viewport });
  await expect
    .poll(async () => {
      await desk.goto(sandboxUrl(`/city-desk?ticketNumber=${number}`));
      return desk.locator('main, body').first().innerText();
    }, patience)
    .toContain(given.description);
  await browser.picture(desk, 'city-desk');

  for (const type of ['signed', 'handling', 'handled', 'checked', 'closed'])
    await advance(desk, number, type, unit);

  await page.goto('/track');
  await page.fill('#number', ` ${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)} `);
  await page.fill('#code', code);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.waitForURL(/\/track\/\d{12}\?t=/);
  expect(page.url()).not.toContain(code);
  await expect
    .poll(async () => {
      await page.reload();
      return page.locator('main').innerText();
    }, patience)
    .toMatch(/状态\s*已办结/);
  const ticket = await page.locator('main').innerText();
  for (const words of [unit, '承办单位已接收', '处理中', '1 张']) expect(ticket).toContain(words);
  await look();

  const handset = await browser.open(phone);
  await expect
    .poll(async () => {
      await handset.goto(sandboxUrl(`/sms/handsets/+86${given.phone}`));
      return handset.locator('.bubbles li').count();
    }, patience)
    .toBeGreaterThanOrEqual(2);
  const texts = await handset.locator('.bubbles').innerText();
  expect(texts.replaceAll(' ', '')).toContain(number);
  await browser.picture(handset, 'handset');
});
