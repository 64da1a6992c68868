import { describe, expect, inject, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { keptOn } from './device-steps';
import { answers } from './steps';

const browser = useBrowser();
const url = (path: string) => inject('product').publicBaseUrl + path;
const get = (path: string, init: RequestInit = {}) => fetch(url(path), { redirect: 'manual', ...init });
const post = (path: string, fields: Record<string, string>, origin = inject('product').publicBaseUrl) =>
  get(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } });

describe('headers', () => {
  test('pages for everyone may be kept two seconds, personal ones never', async () => {
    for (const path of ['/', '/en', '/?district=230100', '/help', '/notices', '/en/privacy'])
      expect((await get(path)).headers.get('cache-control'), path).toBe('public, s-maxage=2');
    for (const path of ['/report', '/track', '/en/track', '/my-reports'])
      expect((await get(path)).headers.get('cache-control'), path).toMatch(/^private, .*no-store/);
  });

  test('no header of a request makes a page something else that a shared cache would then give to everyone', async () => {
    for (const name of [
      'rsc',
      'next-router-prefetch',
      'x-nextjs-data',
      'next-action',
      'x-middleware-prefetch',
    ]) {
      const answer = await get(`/help?${name}`, { headers: { [name]: '1' } });
      expect([answer.status, answer.headers.get('content-type')], name).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
    }
  });

  test('each answer has its own nonce and no way in for foreign script', async () => {
    const [first, second] = [await get('/'), await get('/')];
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).not.toContain('unsafe');
    expect(second.headers.get('content-security-policy')).not.toBe(policy);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    const scripts = (await first.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  });

  test('no page sets a cookie or asks another site for anything', async () => {
    const page = await browser.open();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    for (const path of ['/', '/report', '/track', '/help'])
      await page.goto(path, { waitUntil: 'networkidle' });
    expect([...hosts]).toEqual([new URL(inject('product').publicBaseUrl).host]);
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe('addresses', () => {
  test('one page has one address', async () => {
    const answer = await get('/zh-CN/report?x=1');
    expect(answer.status).toBe(308);
    expect(new URL(answer.headers.get('location') ?? '', url('/')).href).toBe(url('/report?x=1'));
  });

  test('an unknown page is a 404 in its language', async () => {
    const [chinese, english] = [await get('/nothing/here'), await get('/en/nothing')];
    expect([chinese.status, english.status]).toEqual([404, 404]);
    expect(await chinese.text()).toContain('没有这个页面');
    expect(await english.text()).toContain('There is no such page');
  });

  test('machines find the public pages and no personal ones', async () => {
    expect(await (await get('/robots.txt')).text()).toContain('Disallow: /track/');
    const map = await (await get('/sitemap.xml')).text();
    expect(map).toContain(`<loc>${url('/en/help')}</loc>`);
  });
});

describe('forms', () => {
  test('sent by another site are refused and leave nothing behind', async () => {
    for (const origin of ['https://evil.example', 'null'])
      for (const path of ['/preferences', '/report/save', '/report/send', '/track/find']) {
        const answer = await post(path, { step: 'what', description: 'x', mode: 'elder' }, origin);
        expect(answer.status, path).toBe(303);
        expect(answer.headers.get('location'), path).toContain('/problem?code=cross_site');
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
  });

  test('an expired or invented draft leads to a plain page', async () => {
    const id = '0'.repeat(32);
    const answer = await get(`/report/${id}/photos`);
    expect(new URL(answer.headers.get('location') ?? '', url('/')).pathname).toBe('/report/expired');
    const saved = await post('/report/save', { draft: id, step: 'what', description: 'x' });
    expect(saved.headers.get('location')).toContain('/problem?code=draft_expired');
  });

  test('a draft shows the emergency notice after the first step and keeps wrong answers to put right', async () => {
    const saved = await post('/report/save', { step: 'what', description: '变压器着火，有人受伤' });
    const category = saved.headers.get('location') ?? '';
    expect(category).toMatch(/^\/report\/[0-9a-f]{32}\/category$/);
    const text = await (await get(category)).text();
    expect(text).toContain('tel:119');
    const id = category.split('/')[2] ?? '';
    await post('/report/save', { draft: id, step: 'contact', 'reporter.phone': '12' });
    const contact = await (await get(`/report/${id}/contact?check=1`)).text();
    expect(contact).toContain('value="12"');
    expect(contact).toContain('电话号码不完整或有误');
  });

  test('danger words bring the notice while the person types', async () => {
    const page = await browser.open();
    await page.goto('/report', { waitUntil: 'networkidle' });
    await page.fill('#description', '闻到很浓的燃气味');
    const notice = page.getByRole('alert').filter({ hasText: '请先打电话' });
    await notice.waitFor();
    expect(await notice.getByRole('link').first().getAttribute('href')).toBe('tel:119');
  });

  test('what was typed survives a closed tab and is gone once thrown away', async () => {
    const given = answers();
    const page = await browser.open();
    await page.goto('/report', { waitUntil: 'networkidle' });
    await page.fill('#description', given.description);
    await expect.poll(async () => (await keptOn(page)).description).toBe(given.description);
    await page.goto('about:blank');
    await page.goto('/report', { waitUntil: 'networkidle' });
    await expect.poll(() => page.inputValue('#description')).toBe(given.description);
    await page.getByRole('button', { name: '清空重写' }).click();
    await expect.poll(() => page.inputValue('#description')).toBe('');
  });
});
