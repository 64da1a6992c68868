import { describe, expect, inject, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';

const browser = useBrowser();
const url = (path: string) => inject('product').publicBaseUrl + path;
const get = (path: string) => fetch(url(path), { redirect: 'manual' });

describe('the home page', () => {
  test('leads without script from a search to help, notices and cases', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/');
    await page.getByLabel('搜索本站').fill('ＬＥＤ 路灯');
    await page.getByRole('button', { name: '搜索' }).click();
    expect(new URL(page.url()).pathname).toBe('/search');
    expect(await page.textContent('main')).toContain('没有找到');
    expect(await page.getByRole('main').getByRole('link', { name: '拨打 12319' }).getAttribute('href')).toBe(
      'tel:12319',
    );
    expect(await page.inputValue('#q')).toBe('LED 路灯');

    await page.getByLabel('搜索本站').fill('路灯');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=%E8%B7%AF%E7%81%AF$/);
    const groups = await page.locator('main h2').allTextContents();
    expect(groups.map((group) => group.replace(/[\d,]+ 条$|超过.*$/, ''))).toEqual([
      '帮助',
      '公告',
      '公开案件',
    ]);
    await browser.picture(page, 'search');
    await page.goto('/search?q=哈尔滨');
    await page.getByRole('link', { name: '查看全部：公开案件' }).click();
    expect(new URL(page.url()).searchParams.get('q')).toBe('哈尔滨');

    await page.goto('/search?q=复议');
    await page.getByRole('link', { name: '不满意怎么办' }).click();
    expect(page.url()).toMatch(/\/help#dissatisfied$/);
  });

  test('shows running notices; an untranslated one is marked in an English page', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/');
    await page.getByRole('link', { name: /供暖期暖气不热/ }).click();
    expect(await page.textContent('h1')).toContain('演示数据');
    await page.getByLabel('当前位置').getByRole('link', { name: '公告' }).click();
    const [running, ended] = await page.locator('main h2').allTextContents();
    expect([running, ended]).toEqual(['正在公告', '已经结束']);
    await browser.picture(page, 'notices');
    expect((await get('/notices/01900000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await get('/notices/x')).status).toBe(404);

    await page.goto('/en/notices?district=230100');
    const title = page.getByRole('link', { name: /中央大街路灯检修/ });
    expect(await title.locator('span').getAttribute('lang')).toBe('zh-CN');
    await title.click();
    expect(await page.textContent('main')).toContain('In Chinese only');
    expect(await page.locator('h1 span').getAttribute('lang')).toBe('zh-CN');
    await page.goto('/en/notices?district=230200');
    expect(await page.getByRole('link', { name: /中央大街/ }).count()).toBe(0);
  });

  test('tells the week of the province and of a prefecture, in numbers that agree', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/');
    const numbers = async () =>
      (await page.locator('#week ~ dl dd').allTextContents()).slice(0, 2).map(Number);
    const [received, closed] = await numbers();
    const days = page.getByRole('table', { name: '每天' }).locator('tbody tr');
    const columns = await days.evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))),
    );
    expect(columns).toHaveLength(7);
    const sum = (column: number) => columns.reduce((total, row) => total + (row[column] ?? 0), 0);
    expect([sum(0), sum(1)]).toEqual([received, closed]);
    expect(closed).toBeGreaterThan(0);
    // every invented case lies in Harbin
    await page.getByRole('link', { name: '哈尔滨市' }).click();
    expect(page.url()).toContain('?district=230100#week');
    expect(await numbers()).toEqual([received, closed]);
    await page.getByRole('link', { name: '看全省' }).click();
    await page.getByRole('link', { name: '鹤岗市' }).click();
    expect(await page.textContent('main')).toContain('这一周没有公开案件');
    await page.goto('/?district=%27&district=x');
    expect(await numbers()).toEqual([received, closed]);
  });

  test('puts three large acts first in the elder mode, calling before all', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.context().addCookies([{ name: 'mode', value: 'elder', url: url('/') }]);
    await page.goto('/');
    const acts = page.locator('main ul').first().locator('a');
    expect(await acts.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
      'tel:12319',
      '/report',
      '/track',
    ]);
    for (const box of await acts.evaluateAll((links) =>
      links.map((link) => link.getBoundingClientRect().height),
    ))
      expect(box).toBeGreaterThanOrEqual(60);
  });
});

describe('the search', () => {
  test.each(['010000000004', '0100 0000-0004', '０１００ ００００ ０００４', '999999999999'])(
    'of the number %s leads to the track form, whether there is such a ticket or not',
    async (typed) => {
      const digits = typed.normalize('NFKC').replace(/\D/g, '');
      for (const locale of ['', '/en']) {
        const answer = await get(`${locale}/search?q=${encodeURIComponent(typed)}`);
        expect([answer.status, answer.headers.get('location')]).toEqual([
          307,
          `${locale}/track?number=${digits}`,
        ]);
      }
      const page = await browser.open({ javaScriptEnabled: false });
      await page.goto(`/track?number=${digits}`);
      expect(await page.inputValue('#number')).toBe(digits);
    },
  );

  test('bears whatever is typed', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    for (const typed of [
      '',
      '   ',
      '，。？',
      '<script>alert(1)</script>',
      "' OR 1=1 --",
      '%_\\',
      '{words}',
      '龘'.repeat(300),
    ]) {
      const answer = await page.goto(`/en/search?q=${encodeURIComponent(typed)}`);
      expect([typed.slice(0, 20), answer?.status()]).toEqual([typed.slice(0, 20), 200]);
      const kept = typed.normalize('NFKC').trim();
      expect(await page.inputValue('#q')).toBe(Array.from(kept).slice(0, 60).join(''));
      expect(await page.locator('main script:not([nonce])').count()).toBe(0);
    }
    expect(await page.textContent('main')).toContain('Only the first 60 characters');
    await page.goto('/search?q=a&q=b');
    expect(await page.inputValue('#q')).toBe('');
  });

  test('is kept by nobody and found by no machine', async () => {
    const answer = await get('/search?q=%E8%B7%AF%E7%81%AF');
    expect(answer.headers.get('cache-control')).toMatch(/no-store/);
    expect(await answer.text()).toMatch(/<meta name="robots" content="noindex/);
    const robots = await (await get('/robots.txt')).text();
    expect(robots).toContain('Disallow: /search');
    expect(await (await get('/sitemap.xml')).text()).not.toContain('/search');
  });

  test('finds Chinese words from an English page and answers in English', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/en/search?q=%E7%9B%91%E6%8A%A4%E4%BA%BA');
    expect(await page.getByRole('link', { name: 'If you are under 14' }).count()).toBe(1);
  });
});

test('notices are a feed that a browser reads as XML, kept two seconds, in both languages', async () => {
  const page = await browser.open();
  await page.goto('/notices');
  for (const path of ['/notices/feed.xml', '/en/notices/feed.xml']) {
    const feed = await page.evaluate(async (address) => {
      const answer = await fetch(address);
      const xml = new DOMParser().parseFromString(await answer.text(), 'application/xml');
      return {
        cache: answer.headers.get('cache-control'),
        root: xml.documentElement.localName,
        lang: xml.documentElement.getAttribute('xml:lang'),
        titles: [...xml.querySelectorAll('entry > title')].map((title) => title.getAttribute('xml:lang')),
      };
    }, path);
    const english = path.startsWith('/en');
    expect(feed).toMatchObject({
      cache: 'public, s-maxage=2',
      root: 'feed',
      lang: english ? 'en' : 'zh-CN',
      titles: english ? ['zh-CN', null, null] : [null, null, null],
    });
  }
});

test('every topic of the help page has its anchor, and the table of times its basis', async () => {
  const page = await browser.open({ javaScriptEnabled: false });
  await page.goto('/help');
  const links = await page
    .locator('main nav a[href^="#"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links.length).toBeGreaterThan(10);
  for (const link of links) expect([link, await page.locator(`h2${link}`).count()]).toEqual([link, 1]);
  const times = await page.getByRole('table', { name: '处理时限举例' }).locator('tbody tr').allTextContents();
  expect(times.find((row) => row.includes('供热不热'))).toBe('供热不热24 小时默认值，由各市确定');
  expect(times.find((row) => row.startsWith('污水井盖异常'))).toContain('6 小时参照其他城市');
});
