import net from 'node:net';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { call, put, useSandbox } from './sandbox-support';

const { sandbox, url } = useSandbox();
const TO = 'zhang.san@example.org';

function deliver(message: Record<string, unknown>, auth?: { user: string; pass: string }) {
  const transport = createTransport({
    host: '127.0.0.1',
    port: sandbox().smtpPort,
    ignoreTLS: true,
    ...(auth && { auth }),
  });
  return transport.sendMail({ from: '12319 <noreply@12319.example>', to: `张三 <${TO}>`, ...message });
}

async function inbox(to = TO) {
  const { body } = await call(url(`/mail/messages?to=${encodeURIComponent(to)}`));
  return body['messages'] as Record<string, unknown>[];
}

describe('mail', () => {
  it('comes in by SMTP and can be read', async () => {
    await deliver({
      subject: '您的工单 0157 2000 0013 已受理',
      text: '已受理，办理时限为 11 月 23 日。',
      html: '<p>已受理</p>',
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: [{ filename: '回执.txt', content: '回执' }],
    });
    const [mail] = await inbox();
    expect(mail).toMatchObject({
      from: { name: '12319', address: 'noreply@12319.example' },
      to: [{ name: '张三', address: TO }],
      envelope: { from: 'noreply@12319.example', to: [TO] },
      subject: '您的工单 0157 2000 0013 已受理',
      headers: { 'auto-submitted': 'auto-generated' },
      attachments: [{ filename: '回执.txt', contentType: 'text/plain', size: 6 }],
    });
    expect(String(mail?.['text']).trim()).toBe('已受理，办理时限为 11 月 23 日。');
    expect(String(mail?.['html'])).toContain('<p>已受理</p>');
    const [attachment] = (mail?.['attachments'] ?? []) as { url: string }[];
    expect(await (await fetch(url(String(attachment?.url)))).text()).toBe('回执');
    expect(await inbox('other@example.org')).toEqual([]);
    expect(await inbox(TO.toUpperCase())).toHaveLength(1);
  });

  it('takes any sign-in', async () => {
    await deliver({ subject: 'x', text: 'x' }, { user: 'anyone', pass: 'anything' });
    expect(await inbox()).toHaveLength(1);
  });

  it('decodes GB 18030', async () => {
    const raw = Buffer.concat([
      Buffer.from(`From: a@b.example\r\nTo: ${TO}\r\nSubject: =?gb2312?B?xOO6ww==?=\r\n`),
      Buffer.from('Content-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'),
      Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]),
    ]);
    await deliver({ envelope: { from: 'a@b.example', to: [TO] }, raw });
    const [mail] = await inbox();
    expect([mail?.['subject'], String(mail?.['text']).trim()]).toEqual(['你好', '路灯']);
  });

  it('shows HTML only where it can run and load nothing', async () => {
    await deliver({ subject: '<b>x</b>', html: '<script>alert(1)</script><p>好</p>' });
    const [mail] = await inbox();
    const page = `/mail/messages/${String(mail?.['id'])}`;
    const headers = { accept: 'text/html' };
    const text = await (await fetch(url(page), { headers })).text();
    expect(text).not.toMatch(/<script|<iframe|<b>x/);
    const framed = await (await fetch(url(`${page}?as=html`), { headers })).text();
    expect(framed).toMatch(/<iframe[^>]* sandbox=""/);
    const content = await fetch(url(`${page}/html`));
    expect(content.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  });
});

describe('faults', () => {
  it('put off, lose and cut off', async () => {
    await put(url('/mail/_faults'), { failRate: 1 });
    await expect(deliver({ subject: 'x', text: 'x' })).rejects.toMatchObject({ responseCode: 451 });
    expect(await inbox()).toEqual([]);
    await put(url('/mail/_faults'), { dropReplies: true });
    await expect(deliver({ subject: 'x', text: 'x' })).rejects.toThrow(/close|hang|reset|disconnect/i);
    expect(await inbox()).toHaveLength(1);
    await put(url('/mail/_faults'), { down: true });
    await expect(deliver({ subject: 'x', text: 'x' })).rejects.toThrow(/close|hang|reset|disconnect/i);
    expect(await inbox()).toHaveLength(1);
    const { entries } = (await call(url('/mail/_log'))).body as { entries: { outcome: string }[] };
    expect(entries.map((entry) => entry.outcome)).toEqual(expect.arrayContaining(['fault', 'accepted']));
  });

  it('survive a client that breaks off', async () => {
    await new Promise<void>((resolve) => {
      const socket = net.connect(sandbox().smtpPort, '127.0.0.1', () => {
        socket.write('EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nSubject: half');
        socket.resetAndDestroy();
        resolve();
      });
    });
    await deliver({ subject: 'x', text: 'x' });
    expect(await inbox()).toHaveLength(1);
  });
});
