import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { beforeAll, describe, expect, test } from 'vitest';
import { TYPED_CONTACT } from '@/app/_cases/typed-contact';
import { POST as nearReport } from '@/app/api/v1/cases/near/route';
import { POST as followers } from '@/app/api/v1/cases/[id]/followers/route';
import { GET as getCase } from '@/app/api/v1/cases/[id]/route';
import { GET as listCases } from '@/app/api/v1/cases/route';
import { POST as contact } from '@/app/[locale]/(public)/cases/[id]/following/contact/route';
import { POST as end } from '@/app/[locale]/(public)/cases/[id]/following/end/route';
import { unsealText } from '@/lib/platform/sealed-text';
import { buildCase, changeTicket, type BuiltCase } from '@/tests/factories/case';
import { buildDesk } from '@/tests/factories/desk';
import { newForm } from '@/tests/factories/reporter';
import { useDatabase } from '@/tests/setup/database';

const database = useDatabase();
const BASE = 'http://localhost:3000';
const here = { lng: 126.642464, lat: 45.756967 };

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(JSON.parse(fs.readFileSync('docs/contracts/api-v1.openapi.json', 'utf8')) as object, 'api');

function expectShape(name: string, body: unknown): void {
  const check = ajv.compile({ $ref: `api#/components/schemas/${name}` });
  expect(check(body), JSON.stringify(check.errors)).toBe(true);
}

type Params = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

const ask = (handler: Handler, path: string, params: Params = {}, init: RequestInit = {}) =>
  handler(new Request(`${BASE}${path}`, init), { params: Promise.resolve(params) });
const post = (handler: Handler, path: string, body: unknown, params: Params = {}) =>
  ask(handler, path, params, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const send = (handler: Handler, path: string, id: string, fields: Params, origin = BASE) =>
  ask(
    handler,
    path,
    { locale: 'zh-CN', id },
    {
      method: 'POST',
      headers: { origin, host: 'localhost:3000' },
      body: new URLSearchParams(fields),
    },
  );
const follow = (id: string, body: unknown = { deviceId: newForm() }) =>
  post(followers, `/api/v1/cases/${id}/followers`, body, { id });

let item: BuiltCase;
beforeAll(async () => {
  await buildDesk();
  item = await buildCase(here);
});

describe('POST /api/v1/cases/{id}/followers', () => {
  test('counts a device once and leads to its own page, in the shape the contract tells', async () => {
    const deviceId = newForm();
    const first = await follow(item.caseId, { deviceId });
    expect(first.status).toBe(201);
    const body = (await first.json()) as { followers: number; url: string };
    expectShape('FollowedCase', body);
    expect(body.followers).toBe(1);
    expect(body.url).toMatch(
      new RegExp(`/cases/${item.caseId}/following\\?f=230100\\.[0-9a-f-]{36}&t=[\\w-]{22}$`),
    );
    const again = await follow(item.caseId, { deviceId });
    expect([again.status, await again.json()]).toEqual([200, body]);
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  test('shows the count where cases are shown', async () => {
    const other = await buildCase();
    await follow(other.caseId);
    await follow(other.caseId);
    const one = (await (await ask(getCase, '/', { id: other.caseId })).json()) as { followers: number };
    expectShape('Case', one);
    expect(one.followers).toBe(2);
    const list = (await (await ask(listCases, '/api/v1/cases')).json()) as {
      items: { id: string; followers: number }[];
    };
    expectShape('Cases', list);
    expect(list.items.find(({ id }) => id === other.caseId)?.followers).toBe(2);
  });

  test('refuses closed and unknown cases, and what is no device id, each in words', async () => {
    const closed = await buildCase();
    await changeTicket(closed, 'closed');
    const refusals = [
      await follow(closed.caseId),
      await follow('nonsense'),
      await follow(item.caseId, { deviceId: 'x' }),
      await follow(item.caseId, '{'),
    ];
    const codes = await Promise.all(
      refusals.map(async (answer) => [answer.status, ((await answer.json()) as { code: string }).code]),
    );
    expect(codes).toEqual([
      [409, 'case_closed'],
      [404, 'no_such_page'],
      [422, 'invalid_input'],
      [400, 'invalid_body'],
    ]);
  });
});

describe('POST /api/v1/cases/near', () => {
  const near = async (body: unknown) => {
    const answer = await post(nearReport, '/api/v1/cases/near', body);
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as { items: object[] },
    };
  };

  test('takes the chosen category, or those the description speaks of', async () => {
    const chosen = await near({ ...here, categoryCode: '01002' });
    expectShape('NearbyCases', chosen.body);
    expect(chosen.body.items).toMatchObject([{ id: item.caseId, metres: 50, sameAsset: false }]);
    expect(chosen.headers.get('cache-control')).toBe('private, no-store');
    const described = await near({ ...here, description: '污水井盖破了，走路危险' });
    expect(described.body.items).toMatchObject([{ id: item.caseId }]);
    expect((await near({ ...here, description: '天气不错' })).body.items).toEqual([]);
    expect((await near({ ...here, categoryCode: '01003' })).body.items).toEqual([]);
  });

  test('finds the same asset without a position, and nothing without any place', async () => {
    const asset = await buildCase({ assetCode: 'DG-77' });
    expect((await near({ assetCode: ' dg—７7 ' })).body.items).toMatchObject([{ id: asset.caseId }]);
    expect((await near({ description: '井盖破了' })).body.items).toEqual([]);
    expect((await near({ lng: 999, lat: 0 })).status).toBe(422);
  });

  test('never shows the words of who reported it', async () => {
    expect(JSON.stringify((await near({ ...here, categoryCode: '01002' })).body)).not.toContain(
      '污水井盖破损',
    );
  });
});

describe('the forms of a follower’s page', () => {
  test('are shut to other sites and to who has no link', async () => {
    const { url } = (await (await follow(item.caseId)).json()) as { url: string };
    const { searchParams } = new URL(url);
    const fields = { f: searchParams.get('f')!, t: searchParams.get('t')! };
    const path = `/zh-CN/cases/${item.caseId}/following/end`;
    const foreign = await send(end, path, item.caseId, fields, 'https://elsewhere.example');
    expect(foreign.headers.get('location')).toContain('code=cross_site');
    await send(end, path, item.caseId, { ...fields, t: 'A'.repeat(22) });
    const rows = () => database.query('SELECT 1 FROM case_follower WHERE id::text = $1', [fields.f.slice(7)]);
    expect(await rows()).toHaveLength(1);
    await send(end, path, item.caseId, fields);
    expect(await rows()).toHaveLength(0);
  });

  test('give back what was typed, readable by nobody but the page', async () => {
    const { url } = (await (await follow(item.caseId)).json()) as { url: string };
    const { searchParams } = new URL(url);
    const fields = { f: searchParams.get('f')!, t: searchParams.get('t')!, contact: '1390451' };
    const answer = await send(contact, `/zh-CN/cases/${item.caseId}/following/contact`, item.caseId, fields);
    const location = new URL(answer.headers.get('location')!, BASE);
    expect(location.searchParams.get('error')).toBe('contact');
    expect(location.href).not.toContain('1390451');
    expect(unsealText(location.searchParams.get('typed'), TYPED_CONTACT)).toBe('1390451');
    expect(unsealText('x', TYPED_CONTACT)).toBeNull();
  });
});
