import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { env } from '@/lib/platform/env';
import { isTwilioSignature, readTwilioForm } from './verify';

/** Twilio's rule written out once more: URL, then name and value of each parameter by name, HMAC-SHA1, base64. */
function sign(token: string, url: string, form: URLSearchParams): string {
  const pairs = [...form].toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return createHmac('sha1', token)
    .update(url + pairs.map((pair) => pair.join('')).join(''))
    .digest('base64');
}

function post(body: string, headers: Record<string, string> = {}): Request {
  return new Request('http://inner:8080/api/hooks/twilio/sms?m=1', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}

const published = new URLSearchParams({
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
});
const publishedUrl = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const publishedSignature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';

describe('signature of a webhook', () => {
  it("accepts Twilio's published vector and nothing near it", () => {
    expect(isTwilioSignature('12345', publishedSignature, publishedUrl, published)).toBe(true);
    expect(isTwilioSignature('12346', publishedSignature, publishedUrl, published)).toBe(false);
    expect(isTwilioSignature('12345', publishedSignature, `${publishedUrl}0`, published)).toBe(false);
    expect(isTwilioSignature('12345', publishedSignature.toLowerCase(), publishedUrl, published)).toBe(false);
    const more = new URLSearchParams([...published, ['Digits', '5']]);
    expect(isTwilioSignature('12345', publishedSignature, publishedUrl, more)).toBe(false);
  });

  it('refuses everything without a token, even a signature made with none', () => {
    const signature = sign('', publishedUrl, published);
    expect(isTwilioSignature('', signature, publishedUrl, published)).toBe(false);
    expect(isTwilioSignature('12345', '', publishedUrl, published)).toBe(false);
  });

  it('signs repeated parameters and odd names too, and refuses a URL it cannot read', () => {
    const form = new URLSearchParams('a=2&a=1&__proto__=x&空=值');
    expect(isTwilioSignature('t', sign('t', 'https://a.example/x', form), 'https://a.example/x', form)).toBe(
      true,
    );
    form.append('a', '3');
    const two = new URLSearchParams('a=2&a=1&__proto__=x&空=值');
    expect(isTwilioSignature('t', sign('t', 'https://a.example/x', two), 'https://a.example/x', form)).toBe(
      false,
    );
    expect(isTwilioSignature('t', 'x', '/relative', form)).toBe(false);
  });
});

describe('reading a webhook', () => {
  const path = '/api/hooks/twilio/sms?m=1';
  const form = new URLSearchParams({ Body: '你好', From: '+8613800000000' });
  const right = () => sign(env().twilio.authToken, env().publicBaseUrl + path, form);

  it('checks against the configured address, not the host of the request', async () => {
    const read = await readTwilioForm(post(form.toString(), { 'x-twilio-signature': right() }), path);
    expect(read.get('Body')).toBe('你好');
    const inner = sign(env().twilio.authToken, `http://inner:8080${path}`, form);
    await expect(
      readTwilioForm(post(form.toString(), { 'x-twilio-signature': inner }), path),
    ).rejects.toMatchObject({
      code: 'signature_invalid',
    });
  });

  it('refuses a missing signature, an altered body, another type and a huge form', async () => {
    await expect(readTwilioForm(post(form.toString()), path)).rejects.toMatchObject({
      code: 'signature_missing',
    });
    const signed = { 'x-twilio-signature': right() };
    await expect(readTwilioForm(post(`${form.toString()}&Body=x`, signed), path)).rejects.toMatchObject({
      code: 'signature_invalid',
    });
    await expect(
      readTwilioForm(post('{}', { ...signed, 'content-type': 'application/json' }), path),
    ).rejects.toMatchObject({ code: 'unsupported_content_type' });
    await expect(readTwilioForm(post(`a=${'x'.repeat(65_536)}`, signed), path)).rejects.toMatchObject({
      code: 'body_too_large',
    });
  });
});
