import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as inbound } from '@/app/api/hooks/twilio/sms/route';
import { POST as status } from '@/app/api/hooks/twilio/status/sms/route';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { twilioSms } from '@/lib/telephony/twilio/sms';
import { buildMessage, newPhone } from '@/tests/factories/message';
import { useDatabase } from '@/tests/setup/database';
import { closeNotify, notifyDeps, type NotifyDeps } from './deps';
import type { MessageKey } from './message-key';
import { reconcileMessages } from './reconcile-messages';
import { renderSms } from './render';
import { sendMessage } from './send-message';
import { smsSender } from './senders/sms';

const database = useDatabase();
let sandbox: RunningSandbox;
let portal: http.Server;

beforeAll(async () => {
  portal = http.createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await request.toArray());
      const handler = request.url?.startsWith('/api/hooks/twilio/sms') ? inbound : status;
      const answer = await handler(
        new Request(`http://portal${request.url}`, {
          method: 'POST',
          body,
          headers: {
            'content-type': request.headers['content-type'] ?? '',
            'x-twilio-signature': String(request.headers['x-twilio-signature']),
          },
        }),
        { params: Promise.resolve({}) },
      );
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(await answer.text());
    })();
  });
  await once(portal.listen(0, '127.0.0.1'), 'listening');
  process.env.PUBLIC_BASE_URL = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ publicBaseUrl: process.env.PUBLIC_BASE_URL });
  process.env.TWILIO_API_BASE_URL = `${sandbox.url}/twilio`;
  process.env.SMTP_URL = `smtp://127.0.0.1:${sandbox.smtpPort}`;
});

afterAll(async () => {
  closeNotify();
  await sandbox.stop();
  portal.closeAllConnections();
  portal.close();
});

beforeEach(() => faults('twilio', {}));

async function faults(peer: 'twilio' | 'mail', settings: Record<string, unknown>): Promise<void> {
  const reply = await fetch(`${sandbox.url}/${peer}/_faults`, {
    method: 'PUT',
    body: JSON.stringify(settings),
    headers: { 'content-type': 'application/json' },
  });
  expect(reply.status).toBe(200);
}

/** What the provider has taken for a number, on its way or delivered. */
async function taken(to: string): Promise<string[]> {
  const { accountSid, authToken } = env().twilio;
  const list = `${sandbox.url}/twilio/2010-04-01/Accounts/${accountSid}/Messages.json?To=${encodeURIComponent(to)}`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const reply = await fetch(list, { headers: { authorization } });
  const { messages } = (await reply.json()) as { messages: { body: string }[] };
  return messages.map(({ body }) => body);
}

async function row(key: MessageKey) {
  const [found] = await database.query<{
    state: string;
    reason: string | null;
    attempts: number;
    provider_id: string | null;
  }>('SELECT state, reason, attempts, provider_id FROM message WHERE id = $1', [key.messageId]);
  return found;
}

const later = (minutes: number): Clock => ({ now: () => new Date(Date.now() + minutes * 60_000) });

/** The configured e-mail, and SMS whose receipts reach nobody: only asking the provider tells. */
function withoutReceipts(clock: Clock = systemClock): NotifyDeps {
  const statusCallbackUrl = 'http://127.0.0.1:1/nobody';
  const sms = smsSender(twilioSms({ ...env().twilio, statusCallbackUrl, renderText: renderSms }));
  return { clock, senders: { ...notifyDeps().senders, sms } };
}

function waitingJobs(key: MessageKey) {
  return database.query<{ run_at: Date }>(
    `SELECT j.run_at FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'send-message' AND j.payload->>'messageId' = $1 AND j.run_at > now() + interval '1 second'`,
    [key.messageId],
  );
}

describe('an SMS', () => {
  it('reaches the handset and its receipts settle it, doubled and overtaking each other', async () => {
    await faults('twilio', { duplicate: 1, reorder: true });
    const key = await buildMessage({ variables: { number: '230100123456', code: '135790' } });
    await sendMessage(key);
    await expect.poll(() => row(key), { timeout: 10_000 }).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(await taken(key.to)).toEqual([
      '【12319】已收到上报，编号2301 0012 3456，查询码135790，可登录网站或拨12319查询。',
    ]);
    await sendMessage(key);
    expect(await taken(key.to)).toHaveLength(1);
  });

  it.each([503, 429])('that meets %i waits and goes out once', async (code) => {
    await faults('twilio', { failRate: 1, status: code });
    const key = await buildMessage();
    await sendMessage(key);
    expect(await row(key)).toMatchObject({ state: 'queued', reason: `http_${code}`, attempts: 1 });
    expect(await waitingJobs(key)).toHaveLength(1);
    await faults('twilio', {});
    await sendMessage(key);
    await expect.poll(() => row(key), { timeout: 10_000 }).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(await taken(key.to)).toHaveLength(1);
  });

  it('whose answer is lost is unknown, is not sent again, and is found at the provider', async () => {
    await faults('twilio', { dropReplies: 1 });
    const key = await buildMessage();
    await sendMessage(key, withoutReceipts());
    expect(await row(key)).toMatchObject({ state: 'unknown', provider_id: null });
    await faults('twilio', {});
    await sendMessage(key, withoutReceipts());
    await Promise.all([reconcileMessages(withoutReceipts()), reconcileMessages(withoutReceipts())]);
    expect(await row(key)).toMatchObject({
      state: 'sent',
      attempts: 1,
      provider_id: expect.stringMatching(/^SM/),
    });
    await reconcileMessages(withoutReceipts(later(60)));
    expect(await taken(key.to)).toHaveLength(1);
  });

  it('whose answer is lost is settled by a receipt that carries our reference', async () => {
    await faults('twilio', { dropReplies: 1 });
    const key = await buildMessage();
    await sendMessage(key);
    await expect.poll(() => row(key), { timeout: 10_000 }).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it('equal to another one is not settled with the other’s id', async () => {
    const variables = { number: '230100555555', code: '111111' };
    const first = await buildMessage({ variables });
    await sendMessage(first, withoutReceipts());
    await faults('twilio', { dropReplies: 1 });
    const second = await buildMessage({ to: first.to, variables });
    await sendMessage(second, withoutReceipts());
    await faults('twilio', {});
    await reconcileMessages(withoutReceipts());
    const [one, other] = [await row(first), await row(second)];
    expect([one?.state, other?.state]).toEqual(['sent', 'sent']);
    expect(other?.provider_id).not.toBe(one?.provider_id);
  });

  it('that cannot be opened keeps no other from being looked up', async () => {
    await faults('twilio', { dropReplies: 1 });
    const [sealed, open] = [await buildMessage(), await buildMessage()];
    for (const key of [sealed, open]) await sendMessage(key, withoutReceipts());
    await faults('twilio', {});
    await database.query(
      `UPDATE message SET content_cipher = '\\x00', updated_at = updated_at - interval '1 minute' WHERE id = $1`,
      [sealed.messageId],
    );
    await reconcileMessages(withoutReceipts());
    expect(await row(open)).toMatchObject({ state: 'sent' });
    await reconcileMessages(withoutReceipts(later(25 * 60)));
    expect(await row(sealed)).toMatchObject({ state: 'unknown', reason: 'undecided' });
  });

  it('that never reached the provider goes out after the provider has surely none', async () => {
    await faults('twilio', { down: true });
    const key = await buildMessage();
    await sendMessage(key, withoutReceipts());
    await reconcileMessages(withoutReceipts(later(10)));
    expect(await row(key)).toMatchObject({ state: 'unknown' });
    await faults('twilio', {});
    await reconcileMessages(withoutReceipts(later(1)));
    expect(await row(key)).toMatchObject({ state: 'unknown' });
    await reconcileMessages(withoutReceipts(later(6)));
    expect(await row(key)).toMatchObject({ state: 'queued', reason: 'not_taken' });
    expect(await waitingJobs(key)).toHaveLength(1);
    await sendMessage(key, withoutReceipts());
    expect(await row(key)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await taken(key.to)).toHaveLength(1);
  });

  it('whose worker died in the middle is never sent blindly', async () => {
    const key = await buildMessage();
    await database.query("UPDATE message SET state = 'sending', attempts = 1 WHERE id = $1", [key.messageId]);
    await sendMessage(key, withoutReceipts());
    expect(await row(key)).toMatchObject({ state: 'sending' });
    await sendMessage(key, withoutReceipts(later(2)));
    expect(await row(key)).toMatchObject({ state: 'unknown', reason: 'interrupted' });
    expect(await taken(key.to)).toEqual([]);
  });

  it('that the provider refuses for good fails; a number that stopped us is remembered', async () => {
    const wrong = await buildMessage({ to: '+15005550001' });
    await sendMessage(wrong);
    expect(await row(wrong)).toMatchObject({ state: 'failed', reason: '21211' });
    const stopped = await buildMessage({ to: '+15005550004' });
    await sendMessage(stopped);
    expect(await row(stopped)).toMatchObject({ state: 'failed', reason: '21610' });
    const next = await buildMessage({ to: '+15005550004' });
    await sendMessage(next);
    expect(await row(next)).toMatchObject({ state: 'suppressed', reason: 'opted_out', attempts: 0 });
  });

  it('beyond the caps of a number is not sent, however many come at once', async () => {
    const to = newPhone();
    const keys = await Promise.all(Array.from({ length: 6 }, () => buildMessage({ to })));
    await Promise.all(keys.map((key) => sendMessage(key, withoutReceipts())));
    const states = (await Promise.all(keys.map(row))).map((found) => found?.reason ?? found?.state);
    expect(states.toSorted()).toEqual(['cap_burst', 'cap_burst', 'cap_burst', 'sent', 'sent', 'sent']);
    await database.query("INSERT INTO setting (key, value) VALUES ('notify.caps', $1)", [
      JSON.stringify({ sms: { perDay: 4, burst: 99 }, email: { perDay: 4, burst: 99 } }),
    ]);
    const more = await Promise.all(Array.from({ length: 3 }, () => buildMessage({ to })));
    await Promise.all(more.map((key) => sendMessage(key, withoutReceipts())));
    await database.query("DELETE FROM setting WHERE key = 'notify.caps'");
    const after = (await Promise.all(more.map(row))).map((found) => found?.reason ?? found?.state);
    expect(after.toSorted()).toEqual(['cap_day', 'cap_day', 'sent']);
    expect(await taken(to)).toHaveLength(4);
  });

  it('is held back once the handset has sent 退订, until it sends 恢复', async () => {
    const from = newPhone();
    const write = (body: string) =>
      fetch(`${sandbox.url}/sms/inbound`, {
        method: 'POST',
        body: JSON.stringify({ from, body }),
        headers: { 'content-type': 'application/json' },
      });
    const { replies } = (await (await write('退订')).json()) as { replies: { body: string }[] };
    expect(replies.map(({ body }) => body)).toEqual([expect.stringContaining('已退订')]);
    const held = await buildMessage({ to: from });
    await sendMessage(held, withoutReceipts());
    expect(await row(held)).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
    await write('恢复');
    const sent = await buildMessage({ to: from });
    await sendMessage(sent, withoutReceipts());
    expect(await row(sent)).toMatchObject({ state: 'sent' });
  });

  it('gives up after twelve attempts', async () => {
    await faults('twilio', { failRate: 1, status: 500 });
    const key = await buildMessage();
    await database.query('UPDATE message SET attempts = 11 WHERE id = $1', [key.messageId]);
    await sendMessage(key);
    expect(await row(key)).toMatchObject({ state: 'failed', reason: 'http_500', attempts: 12 });
  });

  it('whose job was lost gets another', async () => {
    const key = await buildMessage();
    await database.query('DELETE FROM graphile_worker._private_jobs');
    await reconcileMessages(withoutReceipts(later(180)));
    const jobs = await database.query(
      "SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'messageId' = $1",
      [key.messageId],
    );
    expect(jobs).toHaveLength(1);
  });
});
