import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import twilio from 'twilio';
import { describe, expect, it, vi } from 'vitest';
import { twilioSignature } from '@/sandbox/twilio/signature';
import { call, put, useSandbox, type Heard, type JsonAnswer } from './sandbox-support';

const { listener, url } = useSandbox();
const ACCOUNT = 'AC00000000000000000000000000000000';
const TOKEN = 'sandbox-twilio-token';
const FROM = '+15005550006';
const TO = '+8613800000000';
const messages = (suffix = '.json') => url(`/twilio/2010-04-01/Accounts/${ACCOUNT}/Messages${suffix}`);
const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;

const create = (form: Record<string, string>): Promise<JsonAnswer> =>
  call(messages(), { method: 'POST', body: new URLSearchParams(form), headers: { authorization } });
const read = (suffix: string): Promise<JsonAnswer> => call(messages(suffix), { headers: { authorization } });
const parametersOf = (heard: Heard) => Object.fromEntries(new URLSearchParams(heard.body));
const statusOf = (heard: Heard) => parametersOf(heard)['MessageStatus'];

/** Twilio's own description of the messages (docs/contracts), turned from OpenAPI 3.0 into JSON Schema. */
function vendorChecks() {
  const source = readFileSync('docs/contracts/twilio-messages.openapi.json', 'utf8');
  const asSchema = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asSchema);
    if (typeof value !== 'object' || value === null) return value;
    const { nullable, format: _format, ...rest } = value as Record<string, unknown>;
    const inner = Object.fromEntries(Object.entries(rest).map(([key, entry]) => [key, asSchema(entry)]));
    return nullable === true ? { anyOf: [inner, { type: 'null' }] } : inner;
  };
  const ajv = new Ajv({ strict: false });
  ajv.addSchema({ $id: 'twilio', ...(asSchema(JSON.parse(source)) as object) });
  const at = (pointer: string) => ajv.getSchema(`twilio#${pointer}`) as ValidateFunction;
  const path = '/paths/~12010-04-01~1Accounts~1%7BAccountSid%7D~1Messages.json';
  return {
    message: at('/components/schemas/api.v2010.account.message'),
    list: at(`${path}/get/responses/200/content/application~1json/schema`),
    properties: (JSON.parse(source) as { components: { schemas: Record<string, { properties: object }> } })
      .components.schemas['api.v2010.account.message']?.properties,
  };
}

describe('signatures', () => {
  it('match the published vector', () => {
    const parameters = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    };
    const signed = twilioSignature('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', parameters);
    expect(signed).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });
});

describe('messages', () => {
  it("are resources as Twilio's own description has them", async () => {
    const checks = vendorChecks();
    const { status, body } = await create({ To: TO, From: FROM, Body: '已受理' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'queued',
      direction: 'outbound-api',
      num_segments: '1',
      to: TO,
      date_sent: null,
    });
    expect(checks.message(body), JSON.stringify(checks.message.errors)).toBe(true);
    expect(Object.keys(body).sort()).toEqual(Object.keys(checks.properties ?? {}).sort());
    const list = await read(`.json?To=${encodeURIComponent(TO)}&PageSize=1`);
    expect(checks.list(list.body), JSON.stringify(checks.list.errors)).toBe(true);
    expect(list.body).toMatchObject({
      page: 0,
      page_size: 1,
      next_page_uri: null,
      messages: [{ sid: body['sid'] }],
    });
  });

  it("serve Twilio's SDK", async () => {
    // The SDK knows only twilio.com; its request hook carries it here, everything else is its own.
    class Here extends twilio.RequestClient {
      override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
        return super.request<T>({
          ...options,
          uri: options.uri.replace('https://api.twilio.com', url('/twilio')),
        });
      }
    }
    const client = twilio(ACCOUNT, TOKEN, { httpClient: new Here() });
    const sent = await client.messages.create({ to: TO, from: FROM, body: '您的工单已受理' });
    expect(sent.status).toBe('queued');
    await vi.waitFor(async () => expect((await client.messages(sent.sid).fetch()).status).toBe('delivered'));
    expect(await client.messages.list({ to: TO, limit: 5 })).toHaveLength(1);
    await expect(client.messages.create({ to: '+15005550001', from: FROM, body: 'x' })).rejects.toMatchObject(
      { code: 21211 },
    );
  });

  it.each([
    ['no recipient', { To: '' }, 400, 21604],
    ['an ill-formed recipient', { To: '13800000000' }, 400, 21211],
    ['the magic invalid number', { To: '+15005550001' }, 400, 21211],
    ['the magic unroutable number', { To: '+15005550002' }, 400, 21612],
    ['the magic opted-out number', { To: '+15005550004' }, 400, 21610],
    ['the magic landline', { To: '+15005550009' }, 400, 21614],
    ['no sender', { From: '' }, 400, 21603],
    ["somebody else's sender", { From: '+15005550007' }, 400, 21606],
    ['an unknown sender', { From: '+14155550100' }, 400, 21606],
    ['a full queue', { From: '+15005550008' }, 429, 21611],
    ['no text', { Body: '' }, 400, 21602],
    ['1601 characters', { Body: '字'.repeat(1601) }, 400, 21617],
    ['a callback that is no address', { StatusCallback: 'nowhere' }, 400, 21609],
  ])('are refused with %s', async (_name, change, status, code) => {
    const answer = await create({ To: TO, From: FROM, Body: '你好', ...change });
    expect(answer).toMatchObject({
      status,
      body: {
        code,
        status,
        more_info: `https://www.twilio.com/docs/errors/${code}`,
        message: expect.any(String) as string,
      },
    });
  });

  it('ask for the right account and token', async () => {
    const wrong = `Basic ${Buffer.from(`${ACCOUNT}:`).toString('base64')}`;
    const refused = await fetch(messages(), { headers: { authorization: wrong } });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Twilio API"',
    ]);
    expect(await refused.json()).toMatchObject({ code: 20003, status: 401 });
    expect((await read('/SM00000000000000000000000000000000.json')).body).toMatchObject({
      code: 20404,
      status: 404,
    });
    const other = url('/twilio/2010-04-01/Accounts/AC11111111111111111111111111111111/Messages.json');
    expect((await call(other, { headers: { authorization } })).body).toMatchObject({ code: 20404 });
  });

  it('take a messaging service for a sender', async () => {
    const service = 'MG00000000000000000000000000000000';
    const { body } = await create({ To: TO, MessagingServiceSid: service, Body: 'hi' });
    expect(body).toMatchObject({ status: 'accepted', messaging_service_sid: service });
  });

  it.each([
    ['a'.repeat(160), '1'],
    ['a'.repeat(161), '2'],
    ['€'.repeat(81), '2'],
    ['字'.repeat(70), '1'],
    ['字'.repeat(71), '2'],
    ['字'.repeat(135), '3'],
  ])('count their parts', async (text, parts) => {
    expect((await create({ To: TO, From: FROM, Body: text })).body['num_segments']).toBe(parts);
  });
});

describe('status callbacks', () => {
  const send = () =>
    create({
      To: TO,
      From: FROM,
      Body: '你好',
      StatusCallback: `${listener.url}/api/hooks/twilio/status/sms?t=1`,
    });

  it('come signed and in order', async () => {
    const { body } = await send();
    const heard = await listener.waitFor(3);
    expect(heard.map(statusOf)).toEqual(['queued', 'sent', 'delivered']);
    for (const callback of heard) {
      const parameters = parametersOf(callback);
      expect(parameters).toMatchObject({ MessageSid: body['sid'], AccountSid: ACCOUNT, To: TO, From: FROM });
      const signature = String(callback.headers['x-twilio-signature']);
      expect(twilio.validateRequest(TOKEN, signature, `${listener.url}${callback.path}`, parameters)).toBe(
        true,
      );
      expect(twilio.validateRequest('other', signature, `${listener.url}${callback.path}`, parameters)).toBe(
        false,
      );
    }
    const log = await call(url('/twilio/_log'));
    expect(JSON.stringify(log.body)).not.toMatch(/signature|你好|sandbox-twilio-token/i);
  });

  it('come twice', async () => {
    await put(url('/twilio/_faults'), { duplicate: true });
    await send();
    expect((await listener.waitFor(6)).map(statusOf).sort()).toEqual([
      'delivered',
      'delivered',
      'queued',
      'queued',
      'sent',
      'sent',
    ]);
  });

  it('overtake each other', async () => {
    await put(url('/twilio/_faults'), { reorder: true });
    await send();
    expect((await listener.waitFor(3)).map(statusOf)).toEqual(['sent', 'queued', 'delivered']);
  });

  it('tell of a handset that cannot be reached', async () => {
    await put(url('/sms/_faults'), { failRate: 1 });
    const { body } = await send();
    const heard = await listener.waitFor(3);
    expect(parametersOf(heard[2] as Heard)).toMatchObject({
      MessageStatus: 'undelivered',
      ErrorCode: '30003',
    });
    expect((await read(`/${String(body['sid'])}.json`)).body).toMatchObject({
      status: 'undelivered',
      error_code: 30003,
    });
    expect((await call(url(`/sms/messages?to=${encodeURIComponent(TO)}`))).body).toEqual({ messages: [] });
  });

  it('stop at sent when the network is down', async () => {
    await put(url('/sms/_faults'), { down: true });
    const { body } = await send();
    await listener.waitFor(2);
    expect((await read(`/${String(body['sid'])}.json`)).body).toMatchObject({ status: 'sent' });
  });
});
