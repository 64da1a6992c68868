import twilio from 'twilio';
import { describe, expect, it, vi } from 'vitest';
import { parseXml } from '@/sandbox/xml';
import { call, post, put, useSandbox } from './sandbox-support';

const { listener, url } = useSandbox();
const HANDSET = '+8613800000000';
const TOKEN = 'sandbox-twilio-token';
const HOOK = '/api/hooks/twilio/sms';

const write = (body: string, more: Record<string, unknown> = {}) =>
  post(url('/sms/inbound'), { from: HANDSET, body, ...more });
const twiml =
  (content: string, type = 'text/xml') =>
  () => ({ type, body: `<?xml version="1.0" encoding="UTF-8"?>${content}` });

async function shown(count: number): Promise<string[]> {
  return vi.waitFor(async () => {
    const { messages } = (await call(url(`/sms/messages?to=${encodeURIComponent(HANDSET)}`))).body as {
      messages: { body: string }[];
    };
    expect(messages).toHaveLength(count);
    return messages.map((message) => message.body);
  });
}

const heard = (index = 0) => {
  const entry = listener.heard[index];
  return { entry, parameters: Object.fromEntries(new URLSearchParams(entry?.body ?? '')) };
};

const sendFromPortal = () =>
  call(url('/twilio/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json'), {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`AC00000000000000000000000000000000:${TOKEN}`).toString('base64')}`,
    },
    body: new URLSearchParams({ To: HANDSET, From: '+15005550006', Body: '进展' }),
  });

describe('a text from a handset', () => {
  it('is posted signed, and its reply reaches the handset', async () => {
    listener.answer = twiml(
      '<Response><Message>收到 &amp; 谢谢</Message><Message><Body>第二条</Body></Message></Response>',
    );
    const answer = await write('路灯不亮');
    expect(answer.body).toMatchObject({
      webhook: { state: 'answered', status: 200 },
      replies: [{ to: HANDSET, body: '收到 & 谢谢' }, { body: '第二条' }],
    });
    const { entry, parameters } = heard();
    expect(parameters).toMatchObject({
      MessageSid: answer.body['messageSid'],
      AccountSid: 'AC00000000000000000000000000000000',
      From: HANDSET,
      To: '+15005550006',
      Body: '路灯不亮',
      NumMedia: '0',
      NumSegments: '1',
    });
    expect(parameters).not.toHaveProperty('OptOutType');
    const signature = String(entry?.headers['x-twilio-signature']);
    expect(twilio.validateRequest(TOKEN, signature, `${listener.url}${HOOK}`, parameters)).toBe(true);
    expect(await shown(2)).toEqual(['收到 & 谢谢', '第二条']);
  });

  it('carries pictures that can be fetched', async () => {
    const base64 = Buffer.from('picture').toString('base64');
    await write('', { media: [{ contentType: 'image/png', base64 }, 'http://127.0.0.1:1/photo.jpg'] });
    const { parameters } = heard();
    expect(parameters).toMatchObject({
      NumMedia: '2',
      MessageSid: expect.stringMatching(/^MM[0-9a-f]{32}$/) as string,
      MediaContentType0: 'image/png',
      MediaUrl1: 'http://127.0.0.1:1/photo.jpg',
    });
    const picture = await fetch(String(parameters['MediaUrl0']));
    expect([picture.headers.get('content-type'), await picture.text()]).toEqual(['image/png', 'picture']);
  });

  it.each([
    ['a server error', () => ({ status: 500 }), 11200],
    ['HTML', twiml('<html></html>', 'text/html'), 12300],
    ['broken XML', twiml('<Response><Message>x</Response>'), 12100],
    ['another document', twiml('<Reply/>'), 12200],
    ['a document type', twiml('<!DOCTYPE x [<!ENTITY a "b">]><Response>&a;</Response>'), 12100],
  ])('shows what the provider makes of %s', async (_name, answer, code) => {
    listener.answer = answer;
    expect((await write('你好')).body).toMatchObject({ webhook: { error: { code } }, replies: [] });
  });

  it('is refused without a proper number or content', async () => {
    expect((await write('x', { from: '13800000000' })).status).toBe(422);
    expect((await write('')).status).toBe(422);
    expect((await write('x', { media: ['file:///etc/passwd'] })).status).toBe(422);
    expect(listener.heard).toEqual([]);
  });
});

describe('faults of the network', () => {
  it('post the same message twice, and play one answer', async () => {
    await put(url('/sms/_faults'), { duplicate: true });
    listener.answer = twiml('<Response><Message>好</Message></Response>');
    await write('你好');
    expect(heard(0).parameters).toEqual(heard(1).parameters);
    expect(heard(0).entry?.headers['i-twilio-idempotency-token']).toBe(
      heard(1).entry?.headers['i-twilio-idempotency-token'],
    );
    expect(await shown(1)).toEqual(['好']);
  });

  it('let messages overtake each other', async () => {
    await put(url('/sms/_faults'), { reorder: true });
    expect((await write('第一')).body).toMatchObject({ webhook: { state: 'held' } });
    await write('第二');
    await listener.waitFor(2);
    expect([heard(0).parameters['Body'], heard(1).parameters['Body']]).toEqual(['第二', '第一']);
  });

  it('lose the answer', async () => {
    await put(url('/sms/_faults'), { dropReplies: true });
    listener.answer = twiml('<Response><Message>好</Message></Response>');
    expect((await write('你好')).body).toMatchObject({ webhook: { state: 'no_answer' }, replies: [] });
    expect(listener.heard).toHaveLength(1);
  });
});

describe("the provider's own words", () => {
  it.each(['STOP', ' stop ', 'Unsubscribe', 'QUIT'])('%s blocks what is sent until START', async (word) => {
    listener.answer = twiml('<Response><Message>已退订</Message></Response>');
    await write(word);
    expect(heard().parameters['OptOutType']).toBe('STOP');
    expect((await sendFromPortal()).body).toMatchObject({ code: 21610, status: 400 });
    expect((await shown(1))[0]).toMatch(/unsubscribed/);
    listener.answer = twiml('<Response/>');
    await write('START');
    expect(heard(1).parameters['OptOutType']).toBe('START');
    expect((await sendFromPortal()).status).toBe(201);
    expect(await shown(3)).toContain('进展');
  });

  it('count only as the whole message', async () => {
    await write('STOP 路灯');
    expect(heard().parameters).not.toHaveProperty('OptOutType');
    expect((await sendFromPortal()).status).toBe(201);
  });
});

describe('the handset page', () => {
  it('shows the conversation and writes by a plain form', async () => {
    listener.answer = twiml('<Response><Message>&lt;b&gt;好&lt;/b&gt;</Message></Response>');
    const sent = await fetch(url('/sms/inbound'), {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ from: HANDSET, body: '你好' }),
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/sms/handsets/${HANDSET}`]);
    await shown(1);
    const page = await (
      await fetch(url(`/sms/handsets/${HANDSET}`), { headers: { accept: 'text/html' } })
    ).text();
    expect(page).toContain('你好');
    expect(page).toContain('&lt;b&gt;好&lt;/b&gt;');
    const typed = await fetch(url('/sms/handsets?number=13800000000'), { redirect: 'manual' });
    expect(typed.headers.get('location')).toBe(`/sms/handsets/${HANDSET}`);
  });
});

describe('XML', () => {
  it('is read strictly', () => {
    expect(parseXml('<a x="1&quot;"><![CDATA[<&]]><b/>&#20013;</a>')).toMatchObject({
      name: 'a',
      attributes: { x: '1"' },
      text: '<&中',
      children: [{ name: 'b' }],
    });
    for (const bad of ['<a>', '<a></b>', '<a/><b/>', 'x<a/>', '<a>&nbsp;</a>', '<a b=c/>', '<a>&</a>', '']) {
      expect(() => parseXml(bad), bad).toThrow(/./);
    }
  });
});
