import fs from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { afterEach, describe, expect, it } from 'vitest';
import { GET as listCategories } from '@/app/api/v1/categories/route';
import { GET as listDivisions } from '@/app/api/v1/divisions/route';
import { GET as describeApi } from '@/app/api/v1/openapi.json/route';
import { GET as track } from '@/app/api/v1/reports/[number]/route';
import { POST as submit } from '@/app/api/v1/reports/route';
import { resetLimiters } from '@/lib/platform/rate-limit';
import { useDatabase } from '@/tests/setup/database';

const database = useDatabase({ demo: true });

interface Description {
  components: { schemas: Record<string, object> };
}
const stored = JSON.parse(fs.readFileSync('docs/contracts/api-v1.openapi.json', 'utf8')) as Description;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(stored, 'api');
const conforms = (name: string): ValidateFunction => ajv.compile({ $ref: `api#/components/schemas/${name}` });

const BASE = 'http://localhost:3000';
type Params = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

async function ask(handler: Handler, path: string, init: RequestInit = {}, params: Params = {}) {
  const response = await handler(new Request(`${BASE}${path}`, init), { params: Promise.resolve(params) });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

async function expectShape(name: string, body: unknown): Promise<void> {
  const check = conforms(name);
  expect(check(body), JSON.stringify(check.errors)).toBe(true);
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  ask(submit, '/api/v1/reports', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const look = (number: string, code: string) =>
  ask(track, `/api/v1/reports/${number}?code=${code}`, {}, { number });

const lamp = { description: '路灯不亮', divisionCode: '230103', address: '果戈里大街 1 号' };

describe('the public API', () => {
  afterEach(async () => {
    resetLimiters();
    await database.query('TRUNCATE rate_limit');
  });

  it('answers an accepted report, its repeat and its state in the published shapes', async () => {
    const first = await post(lamp, { 'idempotency-key': 'lamp-1' });
    expect(first.status).toBe(201);
    expect(first.headers.get('cache-control')).toBe('no-store');
    await expectShape('SubmittedReport', first.body);
    const again = await post(lamp, { 'idempotency-key': 'lamp-1' });
    expect([again.status, again.body]).toEqual([201, first.body]);

    const { trackingNumber, queryCode } = first.body as { trackingNumber: string; queryCode: string };
    const state = await look(trackingNumber, queryCode);
    expect(state.status).toBe(200);
    await expectShape('TrackedReport', state.body);
    expect(state.headers.get('cache-control')).toBe('private, no-store');
    expect(state.body).toMatchObject({
      trackingNumber,
      status: 'submitted',
      statusText: { 'zh-CN': '已提交，待受理' },
      division: { code: '230103', name: { 'zh-CN': '南岗区' } },
      desk: { code: 'city-230100' },
      overdue: false,
      photos: 0,
    });
    expect((state.body as { timeline: unknown[] }).timeline).toHaveLength(1);
  });

  it('shows the description, address and contact of a report to nobody', async () => {
    const { body } = await post({ ...lamp, reporter: { name: '李四', phone: '13904510002' } });
    const { trackingNumber, queryCode } = body as { trackingNumber: string; queryCode: string };
    const shown = JSON.stringify((await look(trackingNumber, queryCode)).body);
    for (const secret of ['路灯不亮', '果戈里', '李四', '13904510002']) expect(shown).not.toContain(secret);
  });

  it('gives a wrong code, an unknown number and a mistyped number the same answer', async () => {
    const { body } = await post(lamp);
    const { trackingNumber, queryCode } = body as { trackingNumber: string; queryCode: string };
    const wrong = queryCode === '000000' ? '000001' : '000000';
    const answers = await Promise.all([
      look(trackingNumber, wrong),
      look(trackingNumber, ''),
      look('010000000005', queryCode),
      look('123', queryCode),
      look("0' OR '1'='1", queryCode),
    ]);
    const shape = ({ status, body: answer }: (typeof answers)[number]) => {
      const { instance: _own, ...rest } = answer as Record<string, unknown>;
      return { status, rest };
    };
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      await expectShape('Problem', answer.body);
      expect(shape(answer)).toEqual(shape(answers[0]!));
    }
  });

  it('closes a number after ten wrong codes, also for the right one, and no other number', async () => {
    const one = (await post(lamp)).body as { trackingNumber: string; queryCode: string };
    const other = (await post(lamp)).body as { trackingNumber: string; queryCode: string };
    for (let attempt = 0; attempt < 10; attempt++) {
      const guess = String(attempt).padStart(6, '9');
      expect((await look(one.trackingNumber, guess)).status).toBe(404);
    }
    const blocked = await look(one.trackingNumber, one.queryCode);
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectShape('Problem', blocked.body);
    expect((await look(other.trackingNumber, other.queryCode)).status).toBe(200);
  });

  it('compares at most ten of many wrong codes sent at once, and never limits right ones in a row', async () => {
    const { trackingNumber, queryCode } = (await post(lamp)).body as {
      trackingNumber: string;
      queryCode: string;
    };
    for (let attempt = 0; attempt < 40; attempt++)
      expect((await look(trackingNumber, queryCode)).status).toBe(200);
    const guesses = Array.from({ length: 50 }, (_, n) => String(n).padStart(6, '9'));
    const answers = await Promise.all(
      guesses.filter((guess) => guess !== queryCode).map((guess) => look(trackingNumber, guess)),
    );
    const compared = answers.filter(({ status }) => status === 404).length;
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(answers.length - compared);
  });

  it('closes an address after thirty wrong pairs', async () => {
    for (let attempt = 0; attempt < 30; attempt++) await look('123', '000000');
    expect((await look('123', '000000')).status).toBe(429);
  });

  it('refuses what it cannot read with 4xx problems that say what to do', async () => {
    const cases: [string, number, string, Awaited<ReturnType<typeof post>>][] = [
      ['no JSON', 400, 'invalid_body', await post('{')],
      ['a list', 400, 'invalid_body', await post([])],
      ['null', 400, 'invalid_body', await post('null')],
      ['text', 415, 'unsupported_content_type', await post('x', { 'content-type': 'text/plain' })],
      ['too much', 413, 'body_too_large', await post({ ...lamp, description: '长'.repeat(90_000) })],
      ['too long', 422, 'invalid_input', await post({ ...lamp, description: '长'.repeat(4001) })],
      ['empty', 422, 'invalid_input', await post({})],
      ['a bad key', 400, 'invalid_idempotency_key', await post(lamp, { 'idempotency-key': 'a b' })],
      [
        'a long key',
        400,
        'invalid_idempotency_key',
        await post(lamp, { 'idempotency-key': 'k'.repeat(256) }),
      ],
    ];
    for (const [name, status, code, answer] of cases) {
      expect([name, answer.status, (answer.body as { code: string }).code]).toEqual([name, status, code]);
      await expectShape('Problem', answer.body);
    }
  });

  it('accepts 4000 characters counted as people count them', async () => {
    expect((await post({ ...lamp, description: '𠮷'.repeat(4000) })).status).toBe(201);
    expect((await post({ ...lamp, description: '𠮷'.repeat(4001) })).status).toBe(422);
  });

  it('lists the 263 categories and all divisions, streets by parent', async () => {
    const categories = await ask(listCategories, '/api/v1/categories');
    await expectShape('Categories', categories.body);
    expect((categories.body as { items: unknown[] }).items).toHaveLength(263);
    const divisions = await ask(listDivisions, '/api/v1/divisions');
    await expectShape('Divisions', divisions.body);
    expect((divisions.body as { items: unknown[] }).items).toHaveLength(140);
    const streets = await ask(listDivisions, '/api/v1/divisions?parent=230102');
    const { items } = streets.body as { items: { code: string; nameZh: string }[] };
    expect(items).toContainEqual(expect.objectContaining({ code: '230102001', nameZh: '兆麟街道' }));
    expect((await ask(listDivisions, '/api/v1/divisions?parent=999999')).status).toBe(404);
  });

  it('serves the description that is stored, with its own address', async () => {
    const { body } = await ask(describeApi, '/api/v1/openapi.json');
    expect((body as Description).components).toEqual(stored.components);
    expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: BASE }] });
  });
});
