import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { newStaff, signInByPages } from './staff-steps';
import { report } from './track-steps';

const browser = useBrowser();
const heading = (page: Page) => page.locator('main h1').innerText();
const main = (page: Page) => page.locator('main').innerText();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** No part of the page is wider than the screen; tables scroll in their own frames. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Opens a page as the administrator of the system, who signs in on the way. */
async function signedInAt(path: string, options = {}): Promise<Page> {
  const page = await browser.open(options);
  await page.goto(path);
  await signInByPages(page, await newStaff('system-admin'));
  await page.waitForURL((url) => url.pathname === path.split('?')[0]);
  return page;
}

/** The same page with script in the narrowest window, for axe and its width. */
async function checkNarrow(page: Page, name: string): Promise<void> {
  const twin = await browser.open({ viewport: { width: 320, height: 800 } });
  await twin.context().addCookies(await page.context().cookies());
  await twin.goto(page.url());
  expect(await overflow(twin), name).toBe(0);
  await browser.checkAccess(twin);
  await browser.picture(twin, `${name}-320`);
  await browser.picture(page, name);
}

describe.each([
  ['without script', false],
  ['with script', true],
])('%s', (how, javaScriptEnabled) => {
  const suffix = javaScriptEnabled ? 'script' : 'plain';
  const code = `park-${suffix}`;

  test('a desk is added, gets a secret, has it replaced and the replacement taken back', async () => {
    const page = await signedInAt('/console/settings/desk', { javaScriptEnabled });
    await checkNarrow(page, `desks-${suffix}`);
    await page.getByRole('link', { name: '新增承办平台', exact: true }).click();
    await page.waitForURL(/desk\/edit/);
    await checkNarrow(page, `desk-form-${suffix}`);
    await page.fill('#code', code);
    await page.selectOption('#jurisdictionCode', '230100');
    await page.fill('#nameZh', '哈尔滨市园林平台');
    await page.fill('#nameEn', 'Harbin parks');
    await page.fill('#baseUrl', 'http://parks.example.cn');
    await page.check('#digitsOnly');
    await page.fill('#categoryMap', 'X2106=01037');
    await press(page, '预览改动');
    await page.waitForURL(/change=/);
    expect(await page.locator('#error-summary').innerText()).toContain('https://');
    expect(await page.inputValue('#nameZh')).toBe('哈尔滨市园林平台');
    expect(await page.isChecked('#digitsOnly')).toBe(true);
    expect(await page.inputValue('#categoryMap')).toBe('X2106=01037');
    await page.fill('#baseUrl', 'https://parks.example.cn/api');
    await press(page, '预览改动');
    await page.waitForURL(/changes\//);
    expect(await main(page)).toContain('该平台还没有有效的密钥');
    expect(await main(page)).toContain('没有对应代码');
    await checkNarrow(page, `desk-preview-${suffix}`);
    await press(page, '确认生效');
    await page.waitForURL(/done=apply/);

    await page.goto(`/console/settings/desk/${code}/secrets`);
    expect(await heading(page)).toBe('密钥：哈尔滨市园林平台');
    expect(await page.inputValue('#keyId')).toBe(code);
    await page.fill('#overlapHours', '');
    await press(page, '启用新密钥');
    await page.waitForURL(/error=1/);
    expect(await page.locator('#error-summary').innerText()).toContain('请填写数字');
    await page.fill('#overlapHours', '24');
    await press(page, '启用新密钥');
    await page.waitForURL(/\/console\/once$/);
    const first = await page.locator('main code').innerText();
    expect(first).toMatch(/^[\w-]{43}$/);
    await press(page, '我已保存');
    await page.waitForURL(/\/secrets$/);
    await press(page, '启用新密钥');
    await page.waitForURL(/\/console\/once$/);
    const second = await page.locator('main code').innerText();
    expect(second).not.toBe(first);
    await press(page, '我已保存');
    await page.waitForURL(/\/secrets$/);
    expect(await main(page)).toContain('旧，仍接受');
    expect(await page.content()).not.toContain(second);
    await checkNarrow(page, `desk-secrets-${suffix}`);
    await press(page, '设定保留时间');
    await page.waitForURL(/error=1/);
    await page.fill('#hours', '2');
    await press(page, '设定保留时间');
    await page.waitForURL(/done=limit/);
    await press(page, '撤回这次更换');
    await page.waitForURL(/done=take-back/);
    expect(await main(page)).toContain('旧密钥重新用于签名');
    expect(await page.getByRole('button', { name: '撤回这次更换' }).count()).toBe(0);
  });

  test('a rule is tried on past reports, made, moved and taken back by one act', async () => {
    await report({ categoryCode: '01037' });
    const page = await signedInAt('/console/settings/routing-rule', { javaScriptEnabled });
    await checkNarrow(page, `rules-${suffix}`);
    await page.getByRole('link', { name: '新增规则', exact: true }).click();
    await page.waitForURL(/routing-rule\/edit/);
    await page.fill('#categoryPattern', '999');
    await press(page, '预览改动');
    await page.waitForURL(/change=/);
    const said = await page.locator('#error-summary').innerText();
    expect(said).toContain('请选择承办平台');
    expect(said).toContain('五位事项代码');
    await checkNarrow(page, `rule-form-${suffix}`);
    await page.fill('#categoryPattern', '01*');
    await page.fill('#divisionPattern', '2301*');
    await page.selectOption('#desk', '230100/market-230100');
    await press(page, '预览改动');
    await page.waitForURL(/changes\//);
    expect(await main(page)).toMatch(/最近 90 天的 \d+ 件工单试算：[1-9]\d* 件会派往别处/);
    expect(await main(page)).toContain('已派出的工单不会重新派送');
    await checkNarrow(page, `rule-preview-${suffix}`);
    await press(page, '确认生效');
    await page.waitForURL(/done=apply/);
    const change = page.url();

    await page.goto('/console/settings/routing-rule?prefecture=230100');
    expect(await main(page)).toContain('2301*');
    await page.goto(change);
    await press(page, '撤销这项变更');
    await page.waitForURL(/done=undo/);
    await page.goto('/console/settings/routing-rule?prefecture=230100');
    expect(await main(page), how).not.toContain('2301*');
  });
});

test('an administrator of Harbin finds Harbin only', async () => {
  const { publicBaseUrl } = inject('product');
  const page = await browser.open();
  await page.goto(`${publicBaseUrl}/console/settings/desk`);
  await signInByPages(page, await newStaff('system-admin', '230100'));
  await page.waitForURL(/\/console\/settings\/desk$/);
  expect(await main(page)).toContain('city-230100');
  expect(await main(page)).not.toContain('city-230200');
  browser.expectError('404');
  await page.goto('/console/settings/desk/city-230200/secrets');
  expect(await heading(page)).toBe('没有这个页面');
});
