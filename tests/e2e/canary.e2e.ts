import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';

// Personal data that nobody but the handling desk and the person's own messages may carry.
const CANARY = {
  name: '金丝雀欧阳',
  phone: '13836251947',
  email: 'canary.ouyang@example.cn',
  address: '金丝雀胡同甲九十七号',
  description: '金丝雀在井盖旁边叫了三天三夜',
};
const WORDS = [...Object.values(CANARY), encodeURIComponent(CANARY.name), '+8613836251947'];

function filesBelow(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

describe('personal data', () => {
  const product = inject('product');
  const base = product.publicBaseUrl;
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${base}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const report = {
    description: CANARY.description,
    divisionCode: '230104',
    address: CANARY.address,
    reporter: { name: CANARY.name, phone: CANARY.phone, email: CANARY.email },
  };

  async function untilDelivered(trackingNumber: string): Promise<unknown> {
    const orders = `http://127.0.0.1:${product.sandboxPort}/city-desk/work-orders?ticketNumber=${trackingNumber}`;
    return expect
      .poll(async () => ((await (await fetch(orders)).json()) as { items: unknown[] }).items.length, {
        timeout: 20_000,
      })
      .toBe(1);
  }

  it('reaches the desk and the person, and no log, metric, error or public answer', async () => {
    const accepted = await send(report);
    expect(accepted.status).toBe(201);
    const { trackingNumber, queryCode, trackUrl } = (await accepted.json()) as Record<string, string>;
    await untilDelivered(trackingNumber!);

    // Through the doors that refuse, too: wrong fields, a fault in the query, an unknown page, a hook without signature.
    const answers = await Promise.all([
      send({ ...report, divisionCode: '999999' }),
      send({ ...report, occurredAt: CANARY.name }),
      fetch(`${base}/api/v1/reports/${encodeURIComponent(CANARY.name)}?code=${CANARY.phone}`),
      fetch(`${base}/api/v1/reports/${trackingNumber}?code=${queryCode}`),
      fetch(trackUrl!),
      fetch(`${base}/${encodeURIComponent(CANARY.name)}`),
      fetch(`${base}/api/hooks/desk/city-230100`, { method: 'POST', body: JSON.stringify(CANARY) }),
      fetch(`${base}/api/hooks/twilio/sms`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ From: CANARY.phone, Body: CANARY.description }),
      }),
      fetch(`${base}/api/v1/categories`),
      fetch(`${base}/api/health/ready`),
    ]);
    for (const answer of answers) {
      // A page may repeat its own address in links to itself; nothing else of what was sent comes back.
      const text = (await answer.text()).replaceAll(encodeURIComponent(CANARY.name), '');
      for (const word of WORDS.slice(0, 5)) expect(text.includes(word), `${answer.url}: ${word}`).toBe(false);
    }

    const secrets = JSON.parse(fs.readFileSync(path.join(product.dataDir, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    const metrics = await fetch(`${base}/api/metrics`, {
      headers: { authorization: `Bearer ${secrets.METRICS_TOKEN}` },
    });
    expect(metrics.status).toBe(200);
    const measured = await metrics.text();
    expect(measured).toContain('portal_submissions_total');
    for (const word of WORDS) expect(measured).not.toContain(word);

    const logs = filesBelow(path.join(product.dataDir, 'logs')).filter((file) => !file.includes('sandbox'));
    expect(logs.length).toBeGreaterThanOrEqual(2);
    for (const file of [...logs, path.join(product.dataDir, 'postgres.log')]) {
      if (!fs.existsSync(file)) continue;
      const text = fs.readFileSync(file, 'utf8');
      for (const word of WORDS) expect(text.includes(word), `${file}: ${word}`).toBe(false);
    }
  });
});
