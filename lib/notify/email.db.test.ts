import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as askStop, POST as stop } from '@/app/api/hooks/mail/unsubscribe/route';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { buildMessage } from '@/tests/factories/message';
import { useDatabase } from '@/tests/setup/database';
import { closeNotify, notifyDeps } from './deps';
import type { MessageKey } from './message-key';
import { reconcileMessages } from './reconcile-messages';
import { sendMessage } from './send-message';

interface SandboxMail {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

const database = useDatabase();
process.env.LOG_LEVEL = 'debug';
let sandbox: RunningSandbox;
const written: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.TWILIO_API_BASE_URL = `${sandbox.url}/twilio`;
  process.env.SMTP_URL = `smtp://127.0.0.1:${sandbox.smtpPort}`;
});

afterAll(async () => {
  closeNotify();
  await sandbox.stop();
});

beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  for (const peer of ['twilio', 'mail']) await faults(peer, {});
});

async function faults(peer: string, settings: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify(settings);
  await fetch(`${sandbox.url}/${peer}/_faults`, {
    method: 'PUT',
    body,
    headers: { 'content-type': 'application/json' },
  });
}

async function mailbox(to: string): Promise<SandboxMail[]> {
  const reply = await fetch(`${sandbox.url}/mail/messages?to=${encodeURIComponent(to)}`);
  return ((await reply.json()) as { messages: SandboxMail[] }).messages;
}

async function row(key: MessageKey) {
  const [found] = await database.query<{ state: string; reason: string | null; attempts: number }>(
    'SELECT state, reason, attempts FROM message WHERE id = $1',
    [key.messageId],
  );
  return found;
}

let people = 0;
const newAddress = () => `canary${++people}@example.org`;

describe('an e-mail', () => {
  it('arrives with its Chinese subject, its link and the marks of an automatic message', async () => {
    const key = await buildMessage({
      channel: 'email',
      to: newAddress(),
      variables: {
        number: '230100123456',
        code: '135790',
        trackUrl: 'http://localhost:3000/track/230100123456?t=abc',
      },
    });
    await sendMessage(key);
    expect(await row(key)).toEqual({ state: 'sent', reason: null, attempts: 1 });
    const [mail, ...others] = await mailbox(key.to);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('【12319】已收到您的上报 2301 0012 3456');
    expect(mail?.text).toContain('查询码 135790');
    expect(mail?.text).toContain('http://localhost:3000/track/230100123456?t=abc');
    expect(mail?.html).toContain('<a href="http://localhost:3000/track/230100123456?t=abc">查询进度</a>');
    expect(mail?.headers['message-id']).toBe(`<230100.${key.messageId}@12319.invalid>`);
    expect(mail?.headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
  });

  it('of an interrupted send goes again under the same Message-ID', async () => {
    const key = await buildMessage({ channel: 'email', to: newAddress() });
    await sendMessage(key);
    await database.query(
      "UPDATE message SET state = 'sending', updated_at = now() - interval '5 minutes' WHERE id = $1",
      [key.messageId],
    );
    await reconcileMessages();
    expect(await row(key)).toMatchObject({ state: 'queued', reason: 'interrupted' });
    await sendMessage(key);
    expect(await row(key)).toMatchObject({ state: 'sent', attempts: 2 });
    const ids = (await mailbox(key.to)).map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org>',
    'nobody',
  ])('to %j is refused, never sent to another', async (to) => {
    const key = await buildMessage({ channel: 'email', to });
    await sendMessage(key);
    expect(await row(key)).toMatchObject({ state: 'failed', reason: 'invalid_address' });
    expect(await mailbox('b@example.org')).toEqual([]);
  });

  it('is not sent again once the recipient has followed its link and confirmed', async () => {
    const to = newAddress();
    const first = await buildMessage({ channel: 'email', to });
    await sendMessage(first);
    const [mail] = await mailbox(to);
    const link = /<(http[^>]+)>/.exec(mail?.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    expect(mail?.text).toContain(link);
    const context = { params: Promise.resolve({}) };
    expect((await askStop(new Request(link), context)).status).toBe(200);
    const forged = link.replace(/t=...../, 't=AAAAA');
    expect((await stop(new Request(forged, { method: 'POST' }), context)).status).toBe(404);
    const before = await buildMessage({ channel: 'email', to });
    await sendMessage(before);
    expect(await row(before)).toMatchObject({ state: 'sent' });
    const done = await stop(
      new Request(link, { method: 'POST', body: 'List-Unsubscribe=One-Click' }),
      context,
    );
    expect(done.status).toBe(200);
    const next = await buildMessage({ channel: 'email', to: to.toUpperCase() });
    await sendMessage(next);
    expect(await row(next)).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
  });

  it('waits when the mail server is away', async () => {
    await faults('mail', { down: true });
    closeNotify();
    const key = await buildMessage({ channel: 'email', to: newAddress() });
    await sendMessage(key);
    expect(await row(key)).toMatchObject({ state: 'queued', attempts: 1 });
  });
});

it('no number, address or unit shows in a log line, whatever goes wrong', async () => {
  const phones = ['+8613912345678', '+15005550001', '+15005550004'];
  const sms = await Promise.all(phones.map((to) => buildMessage({ to })));
  const mail = await buildMessage({ channel: 'email', to: 'canary-person@example.org' });
  for (const key of [...sms, mail]) await sendMessage(key);
  await faults('twilio', { dropReplies: 1 });
  const lost = await buildMessage({ to: '+8613912345679' });
  await sendMessage(lost, notifyDeps());
  await reconcileMessages();
  const log = written.join('');
  expect(log).toContain(lost.messageId);
  expect(log).toContain('21211');
  expect(log).not.toMatch(/139123456|50055500|canary|135790/);
});
