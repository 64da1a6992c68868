import { describe, expect, test } from 'vitest';
import { signedHeaders, verifySignature } from './desk-signature';

const now = new Date('2026-11-22T08:00:00Z');
const key = { keyId: 'city-230100', secret: 'first-secret' };
const next = { keyId: 'city-230100', secret: 'second-secret' };
const body = Buffer.from('{"eventId":"1"}');

const verify = (
  keys: { keyId: string; secret: string }[],
  headers: Record<string, string>,
  at = now,
  content = body,
) => verifySignature(keys, new Headers(headers), content, at);

describe('signatures of the desk contract', () => {
  test('an independent computation gives the same bytes', () => {
    // printf '1795334400.{"eventId":"1"}' | openssl dgst -sha256 -hmac first-secret
    expect(signedHeaders(key, body, now)).toEqual({
      'x-desk-key': 'city-230100',
      'x-desk-timestamp': '1795334400',
      'x-desk-signature': 'v1=4a31992cb58a84f0df7e7595d4d9e892013edefe57877be467f431c5eab304d3',
    });
  });

  test('either of two secrets is valid while one is being replaced', () => {
    expect(() => verify([key, next], signedHeaders(key, body, now))).not.toThrow();
    expect(() => verify([key, next], signedHeaders(next, body, now))).not.toThrow();
    expect(() => verify([next], signedHeaders(key, body, now))).toThrow('signature_invalid');
  });

  test('a clock may differ by five minutes, both ways', () => {
    const headers = signedHeaders(key, body, now);
    for (const seconds of [-300, 0, 300])
      expect(() => verify([key], headers, new Date(now.getTime() + seconds * 1000))).not.toThrow();
    for (const seconds of [-302, 302])
      expect(() => verify([key], headers, new Date(now.getTime() + seconds * 1000))).toThrow(
        'signature_expired',
      );
  });

  test.each([
    ['altered body', {}, Buffer.from('{"eventId":"2"}'), 'signature_invalid'],
    ['unknown key', { 'x-desk-key': 'market-230100' }, body, 'signature_invalid'],
    ['moved timestamp', { 'x-desk-timestamp': '1795334401' }, body, 'signature_invalid'],
    ['timestamp that is no number', { 'x-desk-timestamp': 'now' }, body, 'signature_invalid'],
    ['short signature', { 'x-desk-signature': 'v1=00' }, body, 'signature_invalid'],
    ['no signature', { 'x-desk-signature': '' }, body, 'signature_missing'],
    ['no key', { 'x-desk-key': '' }, body, 'signature_missing'],
    ['no timestamp', { 'x-desk-timestamp': '' }, body, 'signature_missing'],
  ])('%s is refused', (_name, change, content, code) => {
    expect(() => verify([key], { ...signedHeaders(key, body, now), ...change }, now, content)).toThrow(code);
  });
});
