import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';

const browser = useBrowser();
const url = (path: string) => inject('product').publicBaseUrl + path;

async function someCase(query = ''): Promise<string> {
  const answer = await fetch(url(`/api/v1/cases${query}`));
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return `/cases/${items[0]!.id}`;
}

describe('public cases', () => {
  test('are found, narrowed and followed page by page without script', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/');
    await page.getByRole('link', { name: '查看公开案件' }).click();
    expect(await page.locator('h3').count()).toBe(20);
    await browser.picture(page, 'cases');
    await page.getByRole('link', { name: '下一页' }).click();
    const second = await page
      .locator('h3 a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    await page.getByRole('link', { name: '回到第一页' }).click();
    const first = await page
      .locator('h3 a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(first.some((href) => second.includes(href))).toBe(false);

    await page.getByLabel('关键词').fill('路灯');
    await page.getByText('按地区、事项').click();
    await page.getByLabel('状态').selectOption('closed');
    await page.getByRole('button', { name: '查找' }).click();
    expect(new URL(page.url()).searchParams.get('q')).toBe('路灯');
    const shown = await page.locator('h3').allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every((title) => title.includes('路灯'))).toBe(true);
    await page.locator('li:has-text("演示数据") h3 a').first().click();
    expect(await page.textContent('main')).toContain('演示数据');
    await browser.picture(page, 'case');

    await page.getByText('这个案件的公开内容有问题？').click();
    await page.getByLabel('与事实不符').check();
    await page.getByRole('button', { name: '告诉我们' }).click();
    expect(await page.textContent('main')).toContain('我们会人工核对');
  });

  test('say so when nothing matches, and take any address', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/en/cases?q=%E9%BE%98&district=x&cursor=%00&overdue=1');
    expect(await page.textContent('main')).toContain('No case matches');
  });

  test.each(['standard', 'elder', 'contrast'] as const)(
    'pass axe and fit 320 px in the %s mode',
    async (mode) => {
      const page = await browser.open({ viewport: { width: 320, height: 800 } });
      if (mode !== 'standard')
        await page.context().addCookies([{ name: 'mode', value: mode, url: url('/') }]);
      for (const path of [
        await someCase('?state=closed'),
        `/en${await someCase('?overdue=1')}`,
        '/cases?district=230103&category=01',
      ]) {
        await page.goto(path);
        await browser.checkAccess(page);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          path,
        ).toBe(0);
        await browser.picture(
          page,
          `case-${mode}${path.startsWith('/en') ? '-en' : path.includes('?') ? '-list' : ''}`,
        );
      }
    },
  );

  test('are kept two seconds by any cache, small, and never with a cookie', async () => {
    const id = await someCase();
    for (const path of [
      '/cases',
      '/en/cases?q=lamp',
      id,
      `/en${id}`,
      '/cases/feed.xml',
      '/en/cases/feed.xml?state=open',
    ]) {
      const answer = await fetch(url(path));
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        200,
        'public, s-maxage=2',
      ]);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(gzipSync(await answer.text()).length, path).toBeLessThan(20_000);
    }
    const gone = await fetch(url(`/cases/01${'2'.repeat(12)}`));
    expect(gone.status).toBe(404);
  });

  test('are an Atom feed that a browser can read as XML, in both languages', async () => {
    const page = await browser.open();
    await page.goto('/cases');
    for (const path of ['/cases/feed.xml?q=路灯', '/en/cases/feed.xml']) {
      const root = await page.evaluate(async (address) => {
        const text = await (await fetch(address)).text();
        const xml = new DOMParser().parseFromString(text, 'application/xml');
        return { name: xml.documentElement.localName, entries: xml.querySelectorAll('entry').length };
      }, path);
      expect(root.name).toBe('feed');
      expect(root.entries).toBeGreaterThan(0);
    }
  });
});
