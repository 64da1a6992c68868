import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { newStaff, signInByPages } from './staff-steps';
import { sandboxUrl } from './steps';
import { report } from './track-steps';

const browser = useBrowser();
const main = (page: Page) => page.locator('main').innerText();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What the handset of a number shows, once a message came. */
async function smsTo(phone: string): Promise<string> {
  const read = async () => (await fetch(sandboxUrl(`/sms/handsets/+86${phone}`))).text();
  await expect.poll(read, { timeout: 30_000 }).toContain('【12319】');
  return read();
}

/** The same page in a browser with script, which axe needs. */
async function checkTwin(page: Page): Promise<void> {
  const twin = await browser.open({ viewport: { width: 320, height: 800 } });
  await twin.context().addCookies(await page.context().cookies());
  await twin.goto(page.url());
  await browser.checkAccess(twin);
  expect(await twin.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
}

test('without script: words of a message are changed, seen first, sent, and taken back', async () => {
  const page = await browser.open({ javaScriptEnabled: false });
  await page.goto('/console/settings/message-template');
  await signInByPages(page, await newStaff('system-admin'));
  await page.waitForURL(/message-template$/);
  await browser.picture(page, 'settings-templates');
  await page.getByRole('link', { name: '已收到上报 · 中文' }).click();
  await page.fill('#sms', '【12319】收到，编号{number}，见 www.example.com');
  await press(page, '预览改动');
  expect(await page.locator('#error-summary').innerText()).toContain('短信里不能有网址');
  expect(await page.inputValue('#sms')).toContain('www.example.com');
  await checkTwin(page);
  await browser.picture(page, 'settings-template-refused');
  await page.fill('#sms', '【12319】您好，上报已收到，编号{number}，查询码{code}。感谢您爱护我们的城市。');
  await press(page, '预览改动');
  await page.waitForURL(/\/changes\/[0-9a-f-]+$/);
  expect(await main(page)).toContain('编号2301 2345 6789，查询码204816');
  expect(await main(page)).toContain('短信最长 1 条，现在 1 条，费用不增加。');
  await checkTwin(page);
  await browser.picture(page, 'settings-template-preview');
  const before = await report();
  expect(await smsTo(before.phone)).toContain('可登录网站或拨12319查询');
  await press(page, '确认生效');
  const during = await report();
  expect(await smsTo(during.phone)).toMatch(
    /【12319】您好，上报已收到，编号\d{4} \d{4} \d{4}，查询码\d{6}。感谢您爱护我们的城市。/,
  );
  await press(page, '撤销这项变更');
  expect(await smsTo((await report()).phone)).toContain('可登录网站或拨12319查询');
});

test.each([true, false])(
  'script %s: a publisher tells Daoli district of works, and ends it',
  async (javaScriptEnabled) => {
    const title = `经纬街施工绕行 ${crypto.randomUUID().slice(0, 8)}`;
    const page = await browser.open({ javaScriptEnabled });
    await page.goto('/console');
    await signInByPages(page, await newStaff('publisher'));
    await page.waitForURL(/\/console$/);
    await page.goto('/console/settings');
    expect(await main(page)).not.toContain('页脚信息');
    await page.locator('main').getByRole('link', { name: '公告', exact: true }).click();
    await page.getByRole('link', { name: '新增公告' }).click();
    await page.waitForURL(/notice\/edit/);
    expect(await page.locator('#jurisdictionCode option').allInnerTexts()).toEqual(['哈尔滨市']);
    await page.getByLabel('道里区', { exact: true }).check();
    await page.selectOption('#kind', 'works');
    await page.fill('#titleZh', title);
    await page.fill('#bodyZh', '施工期间请绕行。\n工期约三天。');
    await page.fill('#endsAt', '2020-01-01T00:00');
    await press(page, '预览改动');
    expect(await page.locator('#error-summary').innerText()).toContain('结束时间应晚于开始时间');
    expect(await page.getByLabel('道里区', { exact: true }).isChecked()).toBe(true);
    await checkTwin(page);
    await browser.picture(page, `settings-notice-form-${javaScriptEnabled}`);
    await page.fill('#endsAt', '');
    await press(page, '预览改动');
    await page.waitForURL(/\/changes\/[0-9a-f-]+$/);
    await checkTwin(page);
    await browser.picture(page, `settings-notice-preview-${javaScriptEnabled}`);
    const resident = await browser.open({ javaScriptEnabled });
    await resident.goto('/notices?district=230100');
    expect(await main(resident)).not.toContain(title);
    await press(page, '确认生效');
    await page.getByText('已生效。如需恢复').first().waitFor();
    await resident.reload();
    await resident.getByRole('link', { name: title }).click();
    expect(await main(resident)).toContain('工期约三天。');
    expect(await main(resident)).toContain('道里区');

    await page.goto('/console/settings/notice');
    await browser.picture(page, `settings-notices-${javaScriptEnabled}`);
    await press(page, `现在结束…: ${title}`);
    await page.waitForURL(/\/changes\/[0-9a-f-]+$/);
    await press(page, '确认生效');
    await page.getByText('已生效。如需恢复').first().waitFor();
    await resident.reload();
    expect(await main(resident)).toContain('已结束');
    await page.goto('/console/settings/notice');
    await page.getByRole('link', { name: `复制为新公告: ${title}` }).click();
    expect(await page.inputValue('#titleZh')).toBe(title);
    expect(await page.getByLabel('道里区', { exact: true }).isChecked()).toBe(true);
  },
);
