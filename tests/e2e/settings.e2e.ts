import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { newStaff, signInByPages } from './staff-steps';

const browser = useBrowser();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const says = async (page: Page) => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

async function administrator(path: string, options = {}): Promise<Page> {
  const page = await browser.open(options);
  await page.goto(path);
  await page.waitForURL(/\/console\/sign-in\?next=/);
  await signInByPages(page, await newStaff('system-admin'));
  await page.waitForURL((url) => url.pathname === path.split('?')[0]);
  return page;
}

test.each([true, false])(
  'with script %s: a wrong page foot is named, a right one previewed, applied, seen and undone by one act',
  async (javaScriptEnabled) => {
    const page = await administrator('/console/settings/site-owner', { javaScriptEnabled });
    await page.getByRole('link', { name: '修改' }).click();
    const before = await page.inputValue('#contact');
    const contact = `哈尔滨市南岗区 ${crypto.randomUUID().slice(0, 8)}`;
    await page.fill('#contact', contact);
    const siteCode = await page.inputValue('#siteCode');
    await page.fill('#siteCode', '12');
    await press(page, '预览改动');
    await page.waitForURL(/change=/);
    expect(await page.locator('#error-summary').innerText()).toContain('网站标识码是 10 位数字');
    expect(await page.inputValue('#contact')).toBe(contact);
    await page.fill('#siteCode', siteCode);
    await press(page, '预览改动');
    await page.waitForURL(/\/console\/settings\/changes\/[0-9a-f-]{36}$/);
    expect(await says(page)).toContain('尚未生效');
    expect(await says(page)).toContain(contact);
    const reader = await browser.open();
    const foot = async () => {
      await reader.goto('/accessibility');
      return reader.locator('footer').innerText();
    };
    expect(await foot()).not.toContain(contact);
    if (javaScriptEnabled) await browser.checkAccess(page);
    await press(page, '确认生效');
    await page.waitForURL(/done=apply/);
    expect(await says(page)).toContain('已生效');
    await expect.poll(foot, { timeout: 8_000 }).toContain(contact);
    await press(page, '撤销这项变更');
    await page.waitForURL(/done=undo/);
    await expect.poll(foot, { timeout: 8_000 }).not.toContain(contact);
    await page.goto('/console/settings/site-owner');
    expect(await says(page)).toContain(before);
    await page.goto('/console/settings/changes?kind=site-owner');
    expect(await says(page)).toContain('撤销（已生效）');
  },
);

test('two administrators at once: the second is told, and nothing typed is lost', async () => {
  const path = '/console/settings/site-owner/edit?subject=site.owner';
  const [first, second] = [await administrator(path), await administrator(path)];
  const mark = crypto.randomUUID().slice(0, 8);
  for (const [page, name] of [
    [first, '甲'],
    [second, '乙'],
  ] as const) {
    await page.fill('#contact', `${name} ${mark}`);
    await press(page, '预览改动');
    await page.waitForURL(/\/changes\//);
  }
  await press(first, '确认生效');
  await first.waitForURL(/done=apply/);
  await press(second, '确认生效');
  await second.waitForURL(/error=1/);
  expect(await second.locator('#error-summary').innerText()).toContain('有人改过这项设置');
  expect(await second.getByRole('button', { name: '确认生效' }).count()).toBe(0);
  await second.getByRole('link', { name: '继续修改' }).click();
  expect(await second.inputValue('#contact')).toBe(`乙 ${mark}`);
  await press(first, '撤销这项变更');
  await first.waitForURL(/done=undo/);
});

test('without script: grids are brought in from a file, previewed, given out and undone', async () => {
  const page = await administrator('/console/settings/grid-list', { javaScriptEnabled: false });
  await page.selectOption('#prefecture', '230800');
  await press(page, '显示');
  await page.getByRole('link', { name: /230803/ }).click();
  await press(page, '预览改动');
  expect(await page.locator('#error-summary').innerText()).toContain('请选择文件');
  const corners = '130.35,46.8 130.36,46.8 130.36,46.81 130.35,46.81 130.35,46.8';
  const ring = corners.split(' ').map((corner) => corner.split(',').map(Number));
  const file = (code: string) => ({
    name: 'grids.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { 网格编码: code, 名称: '江边', 区域类别: 'A' },
            geometry: { type: 'Polygon', coordinates: [ring] },
          },
        ],
      }),
    ),
  });
  await page.setInputFiles('#file', file('230102001001001'));
  await press(page, '预览改动');
  expect(await page.locator('#error-summary').innerText()).toContain('230102001001001 不属于 230803');
  await page.setInputFiles('#file', file('230803001001001'));
  await press(page, '预览改动');
  await page.waitForURL(/\/changes\//);
  expect(await says(page)).toContain('新增 1 个');
  await press(page, '确认生效');
  await page.waitForURL(/done=apply/);
  const change = page.url();
  await page.goto('/console/settings/grid-list?prefecture=230800');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载清单 230803 GeoJSON' }).click(),
  ]);
  let text = '';
  for await (const piece of await download.createReadStream()) text += String(piece);
  expect(JSON.parse(text)).toMatchObject({
    features: [
      {
        properties: { code: '230803001001001', areaClass: 'A' },
        geometry: { coordinates: [[ring]] },
      },
    ],
  });
  await page.goto(change);
  await press(page, '撤销这项变更');
  await page.waitForURL(/done=undo/);
  expect(await says(page)).toContain('恢复为原来的内容');
});
