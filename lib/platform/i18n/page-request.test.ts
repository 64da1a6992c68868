import { describe, expect, test } from 'vitest';
import { localePath, splitLocale } from './locales';
import { contentSecurityPolicy, hasMap, pageAddress, requestIdOf, returnPath } from './page-request';

describe('the language of a path', () => {
  test.each([
    ['/', '/zh-CN'],
    ['/report', '/zh-CN/report'],
    ['/en', '/en'],
    ['/en/', '/en'],
    ['/en/report', '/en/report'],
    ['/english', '/zh-CN/english'],
  ])('%s is served from %s', (pathname, to) => {
    expect(pageAddress(pathname)).toEqual({ kind: 'rewrite', to });
  });

  test.each([
    ['/zh-CN', '/'],
    ['/zh-CN/report', '/report'],
    ['/zh-CN//evil.example/x', '/evil.example/x'],
  ])('%s has its one address at %s', (pathname, to) => {
    expect(pageAddress(pathname)).toEqual({ kind: 'redirect', to });
  });

  test('a path and its language can be put together again', () => {
    for (const pathname of ['/', '/report', '/en', '/en/track/1']) {
      const { locale, path } = splitLocale(pathname);
      expect(localePath(locale, path)).toBe(pathname);
    }
  });
});

test('a page never allows inline script, frames or foreign forms', () => {
  const policy = contentSecurityPolicy('abc');
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("form-action 'self'");
  expect(policy).not.toContain('unsafe');
});

const rulesOf = (policy: string) => Object.fromEntries(policy.split('; ').map((rule) => rule.split(/ (.*)/)));

test('the page with the map may load from the origins of its style, and no page from anywhere else', () => {
  const without = rulesOf(contentSecurityPolicy('abc'));
  const {
    'img-src': images,
    'connect-src': connections,
    ...rest
  } = rulesOf(contentSecurityPolicy('abc', ['https://map.example.cn', 'https://tiles.example.cn:8443']));
  expect(images).toBe("'self' blob: data: https://map.example.cn https://tiles.example.cn:8443");
  expect(connections).toBe("'self' https://map.example.cn https://tiles.example.cn:8443");
  expect(without).toEqual({ ...rest, 'img-src': "'self' blob: data:", 'connect-src': "'self'" });
  expect(['/report', '/en/report', '/', '/report/0a/where', '/cases'].map(hasMap)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a request id is taken over only when it is harmless to log', () => {
  expect(requestIdOf('abc-12345678')).toBe('abc-12345678');
  for (const bad of [null, '', 'short', 'x'.repeat(65), 'a b c d e f g', 'line\nbreak-123'])
    expect(requestIdOf(bad)).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ['/track?x=1', '/track?x=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a b', '/'],
  [null, '/'],
])('the way back from %s is %s', (given, to) => {
  expect(returnPath(given)).toBe(to);
});
