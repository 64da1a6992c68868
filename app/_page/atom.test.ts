import { expect, test, vi } from 'vitest';
import { atomResponse } from './atom';

vi.stubEnv('PUBLIC_BASE_URL', 'https://12319.example');

const entry = {
  id: 'urn:uuid:1',
  title: '停水 <b>&"\'',
  path: '/notices/1',
  published: '2026-11-17T00:00:00.000Z',
  updated: '2026-11-18T00:00:00.000Z',
  category: { code: 'supply', name: 'Water & gas' },
  summary: 'a\u0000b\u000Bc ]]> \uFFFF𠮷',
  lang: 'zh-CN' as const,
};

test('what is said is escaped, and what XML cannot say is left out', async () => {
  const response = atomResponse({
    locale: 'en',
    title: 'x < y',
    path: '/notices',
    query: '?a=1&b=2',
    entries: [entry],
  });
  const body = await response.text();
  expect(body).toContain('<title xml:lang="zh-CN">停水 &lt;b&gt;&amp;&quot;&#39;</title>');
  expect(body).toContain('<summary xml:lang="zh-CN">abc ]]&gt; 𠮷</summary>');
  expect(body).toContain('<category term="supply" label="Water &amp; gas"/>');
  expect(body).toContain('<title>x &lt; y</title>');
  expect(body).toContain('feed.xml?a=1&amp;b=2"/>');
  expect(body).toContain('<updated>2026-11-18T00:00:00.000Z</updated>');
  expect(body).toContain('/en/notices/1"/>');
  // every & begins an entity, every < a tag of ours
  expect(body.match(/&(?!(amp|lt|gt|quot|#39);)/)).toBeNull();
  expect(
    body.match(/<(?!\?xml|\/?(feed|entry|id|title|updated|published|author|name|link|category|summary)\b)/),
  ).toBeNull();
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
});

test('an empty feed is a feed', async () => {
  const body = await atomResponse({
    locale: 'zh-CN',
    title: '公告',
    path: '/notices',
    query: '',
    entries: [],
  }).text();
  expect(body).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  expect(body).not.toContain('<entry>');
});
