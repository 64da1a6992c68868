import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '@/sandbox/server';
import { buildWorkOrder, call, post, put, send, useSandbox } from './sandbox-support';

const { url, sandbox } = useSandbox();
const orders = () => url('/city-desk/work-orders');
const stats = async () => (await call(url('/city-desk/_stats'))).body;

describe('faults', () => {
  it('fail without doing the work', async () => {
    await put(url('/city-desk/_faults'), { failRate: 1, status: 500 });
    expect((await send(orders(), buildWorkOrder())).status).toBe(500);
    expect(await stats()).toMatchObject({ workOrders: 0, outcomes: { fault: 1 } });
    await call(url('/city-desk/_faults'), { method: 'DELETE' });
    expect((await send(orders(), buildWorkOrder())).status).toBe(201);
  });

  it('do the work and lose the answer; the repeat gets it', async () => {
    const order = buildWorkOrder();
    await put(url('/city-desk/_faults'), { dropReplies: true });
    await expect(send(orders(), order)).rejects.toThrow('fetch failed');
    await call(url('/city-desk/_faults'), { method: 'DELETE' });
    expect((await send(orders(), order)).status).toBe(200);
    expect(await stats()).toMatchObject({ workOrders: 1, doubled: 0 });
  });

  it('refuse connections, but not the drill’s own', async () => {
    await put(url('/city-desk/_faults'), { down: true });
    await expect(send(orders(), buildWorkOrder())).rejects.toThrow('fetch failed');
    expect(await stats()).toMatchObject({ workOrders: 0 });
    expect((await call(url('/city-desk/_faults'))).body).toMatchObject({ down: true, failRate: 0 });
  });

  it('delay the answer', async () => {
    await put(url('/city-desk/_faults'), { latencyMs: 150 });
    const start = performance.now();
    await send(orders(), buildWorkOrder());
    expect(performance.now() - start).toBeGreaterThanOrEqual(145);
  });

  it.each([{ failRate: 2 }, { status: 200 }, { latencyMs: -1 }, { down: 1 }, { colour: 'red' }])(
    'are refused when they make no sense: %j',
    async (settings) => {
      expect((await put(url('/city-desk/_faults'), settings)).status).toBe(422);
    },
  );
});

describe('control', () => {
  it('refuses a form from another site', async () => {
    const headers = {
      origin: 'http://elsewhere.example',
      'content-type': 'application/x-www-form-urlencoded',
    };
    expect(
      (await call(url('/sms/inbound'), { method: 'POST', headers, body: 'from=%2B8613800000000&body=x' }))
        .status,
    ).toBe(403);
  });

  it('keeps a log from a sequence number on', async () => {
    await send(orders(), buildWorkOrder());
    await send(orders(), buildWorkOrder({ ticketNumber: 'x' }));
    const { entries } = (await call(url('/city-desk/_log?since=1'))).body as { entries: unknown[] };
    expect(entries).toMatchObject([
      { seq: 2, status: 422, outcome: 'refused', reason: expect.stringContaining('ticketNumber') as string },
    ]);
  });

  it('changes where the portal is, and nothing unknown', async () => {
    const before = (await call(url('/_config'))).body['publicBaseUrl'];
    expect((await put(url('/_config'), { publicBaseUrl: 'http://127.0.0.1:4000/' })).body).toEqual({
      publicBaseUrl: 'http://127.0.0.1:4000',
    });
    expect((await put(url('/_config'), { publicBaseUrl: 'ftp://x' })).status).toBe(422);
    expect((await put(url('/_config'), { token: 'x' })).status).toBe(422);
    await put(url('/_config'), { publicBaseUrl: before });
  });

  it.each([
    '/',
    '/city-desk',
    '/sms',
    '/mail',
    '/twilio',
    '/sms/handsets/+8613800000000',
    '/nowhere',
    '/?lang=en',
  ])('serves %s without script or outside requests', async (path) => {
    const response = await fetch(url(path), { headers: { accept: 'text/html' } });
    const text = await response.text();
    expect(response.status).toBe(path === '/nowhere' ? 404 : 200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|javascript:|\son\w+=/);
  });

  it('escapes what others wrote', async () => {
    const { body } = await send(orders(), buildWorkOrder({ description: '<script>alert(1)</script>"\'&' }));
    const response = await fetch(url(`/city-desk/work-orders/${String(body['externalId'])}`), {
      headers: { accept: 'text/html' },
    });
    const text = await response.text();
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
    expect(text).not.toContain('<script');
  });

  it('answers a page’s form with a redirect', async () => {
    await put(url('/city-desk/_faults'), {});
    const { body } = await send(orders(), buildWorkOrder());
    const order = `/city-desk/work-orders/${String(body['externalId'])}`;
    const form = (text: string) =>
      fetch(url(`${order}/advance`), {
        method: 'POST',
        redirect: 'manual',
        headers: {
          accept: 'text/html',
          origin: sandbox().url,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: text,
      });
    const done = await form('type=signed&unit=&text=&lang=en');
    expect([done.status, done.headers.get('location')]).toEqual([303, `${order}?lang=en`]);
    const wrong = await form('type=question&text=');
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('role="alert"')]);
  });
});

describe('a restart', () => {
  it('keeps what the peers received when a file is set, even cut short', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sandbox-'));
    const dataFile = path.join(folder, 'sandbox.ndjson');
    const options = { dataFile, publicBaseUrl: 'http://127.0.0.1:1' };
    const first = await startSandbox(options);
    const order = buildWorkOrder();
    const receipt = await send(`${first.url}/city-desk/work-orders`, order);
    await post(`${first.url}/city-desk/work-orders/${String(receipt.body['externalId'])}/advance?lost=1`, {
      type: 'signed',
    });
    await first.stop();
    appendFileSync(dataFile, '{"kind":"work-order","id":"CG-2301');
    const second = await startSandbox(options);
    expect(await send(`${second.url}/city-desk/work-orders`, order)).toEqual({
      status: 200,
      body: receipt.body,
    });
    const found = await call(`${second.url}/city-desk/work-orders?ticketNumber=015720000013`);
    expect(found.body['items']).toMatchObject([{ status: 'signed', received: 2 }]);
    const next = await send(
      `${second.url}/city-desk/work-orders`,
      buildWorkOrder({ ticketNumber: '010000000000' }),
    );
    expect(next.status).toBe(201);
    expect(next.body['externalId']).not.toBe(receipt.body['externalId']);
    await second.stop();
    rmSync(folder, { recursive: true });
  });

  it('is clean: the process says when it is ready and ends on SIGTERM', async () => {
    const env = { ...process.env, SANDBOX_PORT: '0', SMTP_PORT: '0', SANDBOX_DATA: 'none' };
    const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], { env });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const ready = JSON.parse(line.toString('utf8')) as { ready: boolean; url: string };
    expect(ready.ready).toBe(true);
    expect((await call(`${ready.url}/_health`)).body).toEqual({ status: 'ok' });
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });
});
