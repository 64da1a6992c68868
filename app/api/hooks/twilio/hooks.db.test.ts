import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { sendMessage } from '@/lib/notify/send-message';
import { messageReference, type MessageKey } from '@/lib/notify/message-key';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { renderSms } from '@/lib/notify/render';
import { smsSender } from '@/lib/notify/senders/sms';
import { twilioSms } from '@/lib/telephony/twilio/sms';
import { buildMessage, newPhone } from '@/tests/factories/message';
import { useDatabase } from '@/tests/setup/database';
import { POST as inbound } from './sms/route';
import { POST as status } from './status/sms/route';

const database = useDatabase();
let sids = 0;
const newSid = () => `SM${String(++sids).padStart(32, '0')}`;

function call(
  handler: typeof inbound,
  path: string,
  fields: Record<string, string>,
  options: { token?: string; signedFields?: Record<string, string>; type?: string } = {},
): Promise<Response> {
  const { publicBaseUrl, twilio } = env();
  const signed = Object.entries(options.signedFields ?? fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const signature = createHmac('sha1', options.token ?? twilio.authToken)
    .update(publicBaseUrl + path + signed.map((pair) => pair.join('')).join(''))
    .digest('base64');
  const request = new Request(`http://127.0.0.1:3999${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': options.type ?? 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    },
  });
  return handler(request, { params: Promise.resolve({}) });
}

const receipt = (sid: string, state: string, more: Record<string, string> = {}) => ({
  AccountSid: env().twilio.accountSid,
  MessageSid: sid,
  MessageStatus: state,
  ...more,
});
const callbackPath = (key: MessageKey) => `/api/hooks/twilio/status/sms?m=${messageReference(key)}`;

async function row(key: MessageKey) {
  const [found] = await database.query<{
    state: string;
    receipt_rank: number;
    reason: string;
    provider_id: string;
  }>('SELECT state, receipt_rank, reason, provider_id FROM message WHERE id = $1', [key.messageId]);
  return found;
}

function text(from: string, body: string, sid = newSid(), more: Record<string, string> = {}) {
  const fields = { MessageSid: sid, From: from, To: '+15005550006', Body: body, ...more };
  return call(inbound, '/api/hooks/twilio/sms', fields);
}

describe('delivery receipts', () => {
  it('settle once whatever their order and however often they come', async () => {
    const key = await buildMessage();
    const sid = newSid();
    const states = [
      'sent',
      'delivered',
      'queued',
      'delivered',
      'sending',
      'sent',
      'queued',
      'delivered',
      'sent',
      'sending',
    ];
    const replies = await Promise.all(
      states.map((state) => call(status, callbackPath(key), receipt(sid, state))),
    );
    expect(replies.map((reply) => reply.status)).toEqual(states.map(() => 204));
    expect(await row(key)).toEqual({ state: 'delivered', receipt_rank: 4, reason: null, provider_id: sid });
    const events = await database.query(
      "SELECT 1 FROM provider_event WHERE event_id LIKE 'status:' || $1 || ':%'",
      [sid],
    );
    expect(events).toHaveLength(4);
  });

  it('that come before our own settling are not taken back by it', async () => {
    const key = await buildMessage();
    const sid = newSid();
    const provider = http.createServer((request, response) => {
      void (async () => {
        const form = new URLSearchParams(await readText(request));
        const callback = new URL(form.get('StatusCallback') ?? '');
        await call(status, callback.pathname + callback.search, receipt(sid, 'delivered'));
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ sid, status: 'queued' }));
      })();
    });
    await once(provider.listen(0, '127.0.0.1'), 'listening');
    const { port } = provider.address() as AddressInfo;
    const { publicBaseUrl, twilio } = env();
    const sms = smsSender(
      twilioSms({
        ...twilio,
        apiBaseUrl: `http://127.0.0.1:${port}`,
        statusCallbackUrl: `${publicBaseUrl}/api/hooks/twilio/status/sms`,
        renderText: renderSms,
      }),
    );
    await sendMessage(key, { clock: systemClock, senders: { sms, email: null } });
    provider.closeAllConnections();
    provider.close();
    expect(await row(key)).toMatchObject({ state: 'delivered', receipt_rank: 4, provider_id: sid });
  });

  it('tell why a message did not arrive and end messages to a number that stopped them', async () => {
    const key = await buildMessage();
    const path = callbackPath(key);
    await call(status, path, receipt(newSid(), 'undelivered', { ErrorCode: '21610' }));
    expect(await row(key)).toMatchObject({ state: 'undelivered', reason: '21610' });
    const next = await buildMessage({ to: key.to });
    await sendMessage(next);
    expect(await row(next)).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
  });

  it('of nobody’s message are taken quietly', async () => {
    expect((await call(status, '/api/hooks/twilio/status/sms', receipt(newSid(), 'delivered'))).status).toBe(
      204,
    );
    expect((await call(status, '/api/hooks/twilio/status/sms?m=x', { MessageSid: 'SM1' })).status).toBe(204);
  });

  it('that are forged, altered or of another type change nothing', async () => {
    const key = await buildMessage();
    const path = callbackPath(key);
    const fields = receipt(newSid(), 'failed');
    const forged = await call(status, path, fields, { token: 'other' });
    const altered = await call(status, path, fields, { signedFields: { ...fields, MessageStatus: 'sent' } });
    const elsewhere = await call(status, path, fields, { type: 'application/json' });
    expect([forged.status, altered.status, elsewhere.status]).toEqual([401, 401, 415]);
    expect(await row(key)).toMatchObject({ state: 'queued', receipt_rank: 0 });
  });
});

describe('texts from people', () => {
  it('get one answer that names the site and the number', async () => {
    const reply = await text(newPhone(), '道里区中央大街路灯坏了');
    expect(reply.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const body = await reply.text();
    expect(body).toContain('短信上报暂未开通，请登录 localhost:3000 或拨打12319');
    expect(body).toMatch(/^<\?xml .*<Response><Message>.*<\/Message><\/Response>$/);
  });

  it('that come ten times at once are worked once and get the same bytes', async () => {
    const sid = newSid();
    const from = newPhone();
    const replies = await Promise.all(Array.from({ length: 10 }, () => text(from, '退订', sid)));
    const bodies = new Set(await Promise.all(replies.map((reply) => reply.text())));
    expect([...bodies]).toEqual([expect.stringContaining('已退订')]);
    expect(await (await text(from, '恢复', sid)).text()).toBe([...bodies][0]);
    const key = await buildMessage({ to: from });
    await sendMessage(key);
    expect(await row(key)).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
  });

  it('turn messages on again, and are not answered where the provider already did', async () => {
    const from = newPhone();
    const stop = await text(from, 'STOP', newSid(), { OptOutType: 'STOP' });
    expect(await stop.text()).toContain('<Response/>');
    const count = () => database.query("SELECT 1 FROM opt_out WHERE source = 'inbound' AND channel = 'sms'");
    const before = (await count()).length;
    expect(await (await text(from, '恢复')).text()).toContain('已恢复');
    expect((await count()).length).toBe(before - 1);
  });

  it('past the limit of a number are obeyed in silence', async () => {
    const from = newPhone();
    for (let i = 0; i < 10; i++) expect(await (await text(from, '你好')).text()).toContain('<Message>');
    expect(await (await text(from, '你好')).text()).toContain('<Response/>');
    expect(await (await text(from, '退订')).text()).toContain('<Response/>');
    const key = await buildMessage({ to: from });
    await sendMessage(key);
    expect(await row(key)).toMatchObject({ reason: 'opted_out' });
  });

  it('that are forged change nothing', async () => {
    const fields = { MessageSid: newSid(), From: newPhone(), Body: '退订' };
    const reply = await call(inbound, '/api/hooks/twilio/sms', fields, { token: '' });
    expect(reply.status).toBe(401);
    expect(
      await database.query('SELECT 1 FROM provider_event WHERE event_id = $1', [`sms:${fields.MessageSid}`]),
    ).toEqual([]);
  });
});
