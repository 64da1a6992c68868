import { describe, expect, it } from 'vitest';
import { DomainError } from './errors';
import { readJson, route } from './route';

const context = { params: Promise.resolve({}) };
const call = (handler: () => Promise<Response>, headers: Record<string, string> = {}) =>
  route('test', handler)(new Request('http://localhost/api/test', { headers }), context);

describe('a route', () => {
  it('turns a refusal into problem+json in the language asked for', async () => {
    const refuse = () =>
      Promise.reject(new DomainError('rate_limited', { params: { seconds: 7 }, retryAfterSeconds: 7 }));
    const chinese = await call(refuse);
    expect(chinese.status).toBe(429);
    expect(chinese.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(chinese.headers.get('retry-after')).toBe('7');
    expect(await chinese.json()).toMatchObject({
      code: 'rate_limited',
      status: 429,
      detail: '尝试次数过多，请在 7 秒后再试。',
    });
    const english = await call(refuse, { 'accept-language': 'en-GB,en' });
    expect(await english.json()).toMatchObject({ detail: 'Too many attempts. Try again in 7 seconds.' });
  });

  it('tells nothing of a fault but its id', async () => {
    const response = await call(() => Promise.reject(new Error('secret 13904510001')), {
      'x-request-id': 'abcdef-123456',
    });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(response.headers.get('x-request-id')).toBe('abcdef-123456');
    expect(text).toContain('abcdef-123456');
    expect(text).not.toContain('secret');
  });

  it('answers 503 while the database is away', async () => {
    for (const code of ['ECONNREFUSED', '57P01', '57P03', '08006', '53300']) {
      const response = await call(() => Promise.reject(Object.assign(new Error('x'), { code })));
      expect([code, response.status]).toEqual([code, 503]);
    }
  });

  it('ignores a request id that is no id', async () => {
    const response = await call(() => Promise.resolve(new Response('ok')), { 'x-request-id': 'a b' });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a JSON body', () => {
  const post = (body: BodyInit, type = 'application/json') =>
    readJson(
      new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } }),
      20,
    );

  it('is read up to its limit, as UTF-8 JSON only', async () => {
    await expect(post('{"a":"井"}')).resolves.toEqual({ a: '井' });
    await expect(post('{')).rejects.toMatchObject({ code: 'invalid_body' });
    await expect(post(new Uint8Array([0x22, 0xb3, 0xc9, 0x22]))).rejects.toMatchObject({
      code: 'invalid_body',
    });
    await expect(post(`"${'a'.repeat(30)}"`)).rejects.toMatchObject({ code: 'body_too_large' });
    await expect(post('{}', 'text/plain')).rejects.toMatchObject({ code: 'unsupported_content_type' });
  });
});
