import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { GET as getCategory } from '@/app/api/v1/categories/[code]/route';
import { GET as getForm } from '@/app/api/v1/report-form/route';
import { POST as submit } from '@/app/api/v1/reports/route';
import { POST as suggest } from '@/app/api/v1/suggest/route';
import { reportFormVersion } from '@/lib/intake/report-form-version';
import type { SuggestReply } from '@/lib/intake/suggest/suggest-schema';
import { resetLimiters } from '@/lib/platform/rate-limit';
import { readReference } from '@/lib/tickets/reference';
import type { CategoryDetail } from '@/lib/tickets/view-schemas';
import { useDatabase } from '@/tests/setup/database';

const database = useDatabase({ demo: true });
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(JSON.parse(fs.readFileSync('docs/contracts/api-v1.openapi.json', 'utf8')) as object, 'api');

function expectShape(name: string, body: unknown): void {
  const check = ajv.compile({ $ref: `api#/components/schemas/${name}` });
  expect(check(body), JSON.stringify(check.errors)).toBe(true);
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

async function ask(handler: Handler, body?: unknown, params: Record<string, string> = {}) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
  const request = new Request('http://localhost/api/v1', body === undefined ? {} : init);
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}
const suggested = async (text: string) => (await ask(suggest, { text })).body as SuggestReply;

describe('POST /api/v1/suggest', () => {
  it('gives at most three categories with names and words, best first', async () => {
    const reply = await ask(suggest, { text: '中央大街路灯不亮', divisionCode: '230102' });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expectShape('Suggestions', reply.body);
    expect(reply.body).toMatchObject({
      suggestions: [{ code: '01037', name: { 'zh-CN': '路灯', en: 'Street light' }, words: ['路灯不亮'] }],
    });
    const covers = await suggested('井盖');
    expect(covers.suggestions.length).toBeLessThanOrEqual(3);
  });

  it('says nothing when not sure, who else is in charge, and whom to call first', async () => {
    expect(await suggested('请尽快处理')).toEqual({ suggestions: [] });
    expect(await suggested('医保报销不了')).toMatchObject({
      suggestions: [],
      outOfScope: { where: '12345', words: ['医保'] },
    });
    expect(await suggested('楼下着火了')).toMatchObject({ emergency: { services: ['119'] } });
  });

  it('never sends away what surely is a matter of the city', async () => {
    expect(await suggested('停电了，路灯不亮，井盖丢了')).not.toHaveProperty('outOfScope');
    expect(await suggested('医保报销慢，楼下马葫芦盖没了')).not.toHaveProperty('outOfScope');
  });

  it('refuses what it cannot read with problems', async () => {
    const cases: [unknown, number, string][] = [
      ['{', 400, 'invalid_body'],
      [[], 400, 'invalid_body'],
      [{}, 422, 'invalid_input'],
      [{ text: ' ' }, 422, 'invalid_input'],
      [{ text: 7 }, 422, 'invalid_input'],
      [{ text: '长'.repeat(4001) }, 422, 'invalid_input'],
      [{ text: '路灯', divisionCode: 'x' }, 422, 'invalid_input'],
      [{ text: '路灯', occurredAt: 'yesterday' }, 422, 'invalid_input'],
      [{ text: '长'.repeat(40_000) }, 413, 'body_too_large'],
    ];
    for (const [body, status, code] of cases) {
      const reply = await ask(suggest, body);
      expect(reply.status, code).toBe(status);
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
      expectShape('Problem', reply.body);
      expect(reply.body).toMatchObject({ code });
    }
    const longest = await ask(suggest, { text: '长'.repeat(4000) });
    expect(longest.status).toBe(200);
  });

  it('counts each question against the address that asks', async () => {
    await database.query('TRUNCATE rate_limit');
    resetLimiters();
    await suggested('路灯');
    await suggested('井盖');
    const counted = await database.query(`SELECT points FROM rate_limit WHERE key LIKE 'suggest-address:%'`);
    expect(counted).toEqual([{ points: 2 }]);
  });
});

describe('a category and its questions', () => {
  it('are given in the published shape', async () => {
    const { status, body } = await ask(getCategory, undefined, { code: 'X2101' });
    expect(status).toBe(200);
    expectShape('Category', body);
    const detail = body as CategoryDetail;
    expect(detail.nameZh).toBe('供热不热');
    expect(detail.questions.map(({ key, datatype, required }) => [key, datatype, required])).toEqual([
      ['room_temperature', 'number', false],
      ['heating_company', 'text', false],
      ['since', 'datetime', false],
    ]);
    expect(
      ((await ask(getCategory, undefined, { code: '01004' })).body as CategoryDetail).questions,
    ).toHaveLength(1);
    expect((await ask(getCategory, undefined, { code: '99999' })).status).toBe(404);
  });

  it('ask at most three things of any category', async () => {
    const { categoryRows } = await readReference();
    for (const { code } of categoryRows) {
      const { questions } = (await ask(getCategory, undefined, { code })).body as CategoryDetail;
      expect(questions.length, code).toBeLessThanOrEqual(3);
    }
  });

  it('cannot be set in a way that no form can ask', async () => {
    const insert = (datatype: string, options: string, key = 'q') =>
      database.query(
        `INSERT INTO category_question (category_pattern, key, datatype, label_zh, label_en, position, options)
         VALUES ('03*', $1, $2, '问', 'Q', 1, $3::jsonb)`,
        [key, datatype, options],
      );
    await expect(insert('string', '[]')).rejects.toThrow(/category_question_datatype/);
    await expect(insert('singlevaluelist', '[]')).rejects.toThrow(/category_question_options/);
    await expect(insert('singlevaluelist', '[{"key": "a", "zh": "甲"}]')).rejects.toThrow(/_options/);
    await expect(insert('singlevaluelist', '[{"key": 1, "zh": "甲", "en": "A"}]')).rejects.toThrow(
      /_options/,
    );
    await expect(insert('text', '{}')).rejects.toThrow(/_options/);
    await expect(insert('text', '[]', 'a.b')).rejects.toThrow(/category_question_key/);
  });

  it('are checked when answered, whatever the channel, and never demanded of the API', async () => {
    const report = { description: '暖气不热', divisionCode: '230103', categoryCode: 'X2101' };
    const wrong = await ask(submit, { ...report, attributes: { room_temperature: '很冷', note: '任意' } });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatchObject({
      errors: [{ field: 'attributes.room_temperature', code: 'invalid_number' }],
    });
    const right = await ask(submit, { ...report, attributes: { room_temperature: '15', note: '任意' } });
    expect(right.status).toBe(201);
    const [ticket] = await database.query(
      `SELECT attributes, category_source FROM ticket WHERE tracking_number = $1`,
      [(right.body as { trackingNumber: string }).trackingNumber],
    );
    expect(ticket).toEqual({
      attributes: { room_temperature: '15', note: '任意' },
      category_source: 'person',
    });
    const lamp = { ...report, description: '路灯不亮', categoryCode: '01037' };
    expect((await ask(submit, lamp)).status).toBe(201);
  });
});

describe('the version of the form', () => {
  it('changes with what is asked and with nothing else', async () => {
    const reply = await ask(getForm);
    expectShape('ReportForm', reply.body);
    expect(reply.headers.get('cache-control')).toBe('public, s-maxage=2');
    const version = async () => reportFormVersion(await readReference());
    const before = await version();
    expect(reply.body).toEqual({ version: before });
    expect(before).toMatch(/^[0-9a-f]{12}$/);
    await database.query(`UPDATE deadline_rule SET amount = amount + 1`);
    await database.query(`UPDATE category_question SET updated_at = now() + interval '1 hour'`);
    expect(await version()).toBe(before);
    await database.query(`UPDATE category_question SET active = false WHERE key = 'plate'`);
    const after = await version();
    expect(after).not.toBe(before);
    await database.query(`UPDATE category_question SET active = true WHERE key = 'plate'`);
    expect(await version()).toBe(before);
  });
});
