import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { POST as flag } from '@/app/[locale]/(public)/cases/[id]/flag/route';
import { GET as chineseFeed } from '@/app/cases/feed.xml/route';
import { GET as getCase } from '@/app/api/v1/cases/[id]/route';
import { GET as nearCases } from '@/app/api/v1/cases/near/route';
import { GET as listCases } from '@/app/api/v1/cases/route';
import { transaction } from '@/lib/platform/db';
import { resetLimiters } from '@/lib/platform/rate-limit';
import { caseIdOf } from '@/lib/tickets/cases/case-id';
import { changeStatus } from '@/lib/tickets/change-status';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';

const database = useDatabase({ demo: true });
const BASE = 'http://localhost:3000';

/** What must never be public: reporter, words, place, unit, numbers. */
const CANARY = {
  name: '卡纳利王',
  phone: '+8613904519999',
  email: 'canary@example.org',
  address: '金丝雀胡同 77 号',
  unit: '金丝雀科张三',
  note: '金丝雀说明文字',
};
const position = { lng: 126.6412345, lat: 45.7554321 };

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(JSON.parse(fs.readFileSync('docs/contracts/api-v1.openapi.json', 'utf8')) as object, 'api');

type Params = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;
const ask = (handler: Handler, path: string, params: Params = {}, init: RequestInit = {}) =>
  handler(new Request(`${BASE}${path}`, init), { params: Promise.resolve(params) });

function expectShape(name: string, body: unknown): void {
  const check = ajv.compile({ $ref: `api#/components/schemas/${name}` });
  expect(check(body), JSON.stringify(check.errors)).toBe(true);
}

let ticket: Awaited<ReturnType<typeof buildTicket>>;
let caseId: string;

beforeAll(async () => {
  ticket = await buildTicket({
    requestType: 'report',
    address: CANARY.address,
    contact: { name: CANARY.name, phone: CANARY.phone, email: CANARY.email },
    assetCode: 'CANARY-1',
    ...position,
    submittedAt: new Date(Date.now() - 3_600_000),
  });
  caseId = caseIdOf(ticket.jurisdictionCode, ticket.ticketId);
  for (const type of ['received_by_desk', 'handling'] as const)
    await transaction((tx) =>
      changeStatus(
        tx,
        ticket,
        { type, at: new Date(), deskCode: 'city-230100', unit: CANARY.unit, text: CANARY.note },
        { kind: 'system', name: 'test' },
        new Date(),
      ),
    );
});

afterEach(async () => {
  resetLimiters();
  await database.query('TRUNCATE rate_limit');
});

const near = `/api/v1/cases/near?lng=${position.lng}&lat=${position.lat}&categoryCode=01002`;

describe('the API of public cases', () => {
  test('answers in the published shapes, for two seconds in any cache', async () => {
    const list = await ask(listCases, '/api/v1/cases');
    const one = await ask(getCase, `/api/v1/cases/${caseId}`, { id: caseId });
    const around = await ask(nearCases, near);
    for (const [name, response] of [
      ['Cases', list],
      ['Case', one],
      ['NearbyCases', around],
    ] as const) {
      expect(response.status).toBe(200);
      const body = (await response.json()) as object;
      expectShape(name, body);
      expect(JSON.stringify(body)).toContain(caseId);
    }
    expect(list.headers.get('cache-control')).toBe('public, s-maxage=2');
    expect(one.headers.get('cache-control')).toBe('public, s-maxage=2');
  });

  test('refuses what it cannot read, by name', async () => {
    for (const [query, field] of [
      ['district=2301', 'district'],
      ['state=x', 'state'],
      ['month=2026-13', 'month'],
      ['cursor=abc', 'cursor'],
      [`category=${encodeURIComponent("' OR 1=1")}`, 'category'],
    ]) {
      const response = await ask(listCases, `/api/v1/cases?${query}`);
      const body = (await response.json()) as { errors: { field: string }[] };
      expect([response.status, body.errors.map((error) => error.field)]).toEqual([422, [field]]);
      expectShape('Problem', body);
    }
    const unknown = `${caseId.slice(0, 13)}${caseId.endsWith('2') ? '3' : '2'}`;
    expect((await ask(getCase, `/api/v1/cases/${unknown}`, { id: unknown })).status).toBe(404);
  });

  test('takes any words without a fault', async () => {
    for (const q of [
      "'",
      '\\',
      '%',
      '_',
      ':*',
      '& | !',
      '\u0000',
      '<script>',
      '𠮷'.repeat(90),
      "';DROP TABLE x",
    ])
      expect((await ask(listCases, `/api/v1/cases?q=${encodeURIComponent(q)}`)).status, q).toBe(200);
  });
});

test('nothing personal is in any public answer, nor found by searching for it', async () => {
  const answers = await Promise.all([
    ask(listCases, '/api/v1/cases'),
    ask(getCase, `/api/v1/cases/${caseId}`, { id: caseId }),
    ask(nearCases, near),
    ask(nearCases, '/api/v1/cases/near?assetCode=CANARY-1'),
    ask(chineseFeed, '/cases/feed.xml'),
  ]);
  const secrets = [
    ...Object.values(CANARY),
    '污水井盖破损',
    'CANARY-1',
    ticket.ticketId,
    ticket.trackingNumber,
    String(position.lng),
    String(position.lat),
    '126.64',
    '45.75',
  ];
  for (const answer of answers) {
    const text = await answer.text();
    expect(text).toContain(caseId);
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
  for (const q of ['金丝雀', '卡纳利', '13904519999', 'canary', '破损', ticket.trackingNumber]) {
    const found = await ask(listCases, `/api/v1/cases?q=${encodeURIComponent(q)}`);
    expect(((await found.json()) as { count: number }).count, q).toBe(0);
  }
});

test('the feed is Atom, narrowed by the same filters', async () => {
  const feed = await ask(chineseFeed, '/cases/feed.xml?district=230102&q=%3C%26%22');
  expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  expect(feed.headers.get('cache-control')).toBe('public, s-maxage=2');
  const text = await feed.text();
  expect(text).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">');
  expect(text).toContain('q=%3C%26%22&amp;district=230102');
  expect(text).toContain(`<id>urn:12319:case:${caseId}</id>`);
  expect(await (await ask(chineseFeed, '/cases/feed.xml?district=230200')).text()).not.toContain('<entry>');
});

describe('objecting to a case', () => {
  const object = (id: string, reason: string, headers: Record<string, string> = { origin: BASE }) =>
    ask(
      flag,
      `/zh-CN/cases/${id}/flag`,
      { locale: 'zh-CN', id },
      {
        method: 'POST',
        headers: { host: 'localhost:3000', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ reason }),
      },
    );
  const rows = () =>
    database.query<{ flags: number; audits: number }>(
      `SELECT (SELECT count(*)::int FROM case_flag) AS flags,
         (SELECT count(*)::int FROM audit_event WHERE action = 'case.flag') AS audits`,
    );

  test('writes one row and one audit row, however often it is sent', async () => {
    for (let time = 0; time < 2; time++) {
      const response = await object(caseId, 'personal');
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(`/cases/${caseId}?flagged=1`);
    }
    expect(await rows()).toEqual([{ flags: 1, audits: 1 }]);
  });

  test('is refused for an unknown case, an unknown reason and another site', async () => {
    const before = await rows();
    for (const response of [
      await object(`01${'2'.repeat(12)}`, 'personal'),
      await object(caseId, 'nonsense'),
      await object(caseId, 'wrong', { origin: 'https://evil.example' }),
    ])
      expect(response.headers.get('location')).toContain('/problem?code=');
    expect(await rows()).toEqual(before);
  });

  test('is limited per address', async () => {
    for (let time = 0; time < 10; time++) await object(caseId, 'other');
    expect((await object(caseId, 'other')).headers.get('location')).toContain('code=rate_limited');
  });
});
