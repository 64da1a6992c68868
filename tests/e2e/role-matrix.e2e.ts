import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Role } from '@/lib/staff/roles';
import { readStaffSession } from '@/lib/staff/staff-session';
import { Jar } from '@/tests/factories/jar';
import { ALL_ROLES, lets, PAGES, READS, ROUTES, spelledOut, type Door } from '@/tests/staff/matrix';
import { SETTING_EXAMPLES } from '@/tests/staff/setting-examples';
import { newestAuditRow, newProposal, newStaff, postForm, sessionOf } from './staff-steps';
import { report } from './track-steps';

// Every role at every page and route of the running product, asked as a browser asks, and as next's own script would ask for
// the data of a page or fetch it ahead.

const ASKED = {
  plain: {},
  data: { rsc: '1' },
  ahead: { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' },
  segment: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
} as const;

/** What only an administrator's page says. */
const SECRETS = /demo-audit-admin|由您当面转交|只增不改|封存值/;

const base = () => inject('product').publicBaseUrl;
let account = '';
let change = '';
let auditRow = '';
let number = '';
beforeAll(async () => {
  account = (await newStaff('operator')).accountId;
  change = await newProposal();
  auditRow = await newestAuditRow();
  number = (await report()).trackingNumber;
});

/** An address with something of which it can be about. */
function addressOf(template: string): string {
  const ids: Record<string, string> = {
    '/console/settings/desk/': 'city-230100',
    '/console/settings/': change,
    '/console/audit/': auditRow,
  };
  const about = Object.keys(ids).find((beginning) => template.startsWith(beginning));
  const found = template.replace('[id]', about ? ids[about]! : account).replace('[number]', number);
  const kind = /^\/console\/settings\/([^/]+)\/edit$/.exec(found)?.[1];
  const subject = kind && SETTING_EXAMPLES[kind]?.subject;
  return subject ? `${found}?subject=${encodeURIComponent(subject)}` : found;
}
const pages = Object.entries(PAGES).flatMap(([template, door]) => spelledOut(template, door));

async function look(path: string, jar: Jar | null, headers: Record<string, string>) {
  const answer = await fetch(base() + path, {
    redirect: 'manual',
    headers: { ...headers, ...(jar && { cookie: jar.header }) },
  });
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
}

/** One of each role looks at pages, which changes nothing. */
const jars = new Map<Role, Promise<Jar>>();
function jarOf(role: Role): Promise<Jar> {
  const jar = jars.get(role) ?? newStaff(role).then(sessionOf);
  jars.set(role, jar);
  return jar;
}

/** in: the page or a page of the console that follows; sign-in: asked to sign in; none: as if it were not there. */
function judge({ status, to, text }: Awaited<ReturnType<typeof look>>): string {
  if (status === 404) return SECRETS.test(text) ? 'leak' : 'none';
  if (to.startsWith('/console/sign-in')) return SECRETS.test(text) ? 'leak' : 'sign-in';
  return 'in';
}

const findAll = async (jar: Jar | null, headers: Record<string, string>) =>
  Object.fromEntries(
    await Promise.all(
      pages.map(async ([template]) => [template, judge(await look(addressOf(template), jar, headers))]),
    ),
  );

const expectedOf = (doors: readonly [string, Door][], say: (door: Door) => string) =>
  Object.fromEntries(doors.map(([template, door]) => [template, say(door)]));

describe.each(Object.entries(ASKED))('pages, asked %s', (_how, headers) => {
  test('nobody', async () => {
    expect(await findAll(null, headers)).toEqual(
      expectedOf(pages, (door) => (door === 'public' ? 'in' : 'sign-in')),
    );
  });

  test.each(ALL_ROLES)('%s', async (role) => {
    expect(await findAll(await jarOf(role), headers)).toEqual(
      expectedOf(pages, (door) => (lets(door, role) ? 'in' : 'none')),
    );
  });
});

/** A route with each act in its place. */
const doors = Object.entries(ROUTES)
  .filter(([template, door]) => door !== 'public' && !template.startsWith('/api'))
  .flatMap(([template, door]) => spelledOut(template, door));

describe('route handlers', () => {
  const INPUT = { login: 'x', displayName: 'x', roles: 'operator', place: '230100', current: 'x', code: 'x' };
  const judgeForm = (to: string) =>
    to.includes('code=forbidden') ? 'none' : to.includes('/console/sign-in') ? 'sign-in' : 'in';

  test('nobody', async () => {
    for (const [template] of doors)
      expect(judgeForm(await postForm(addressOf(template), INPUT, new Jar())), template).toBe('sign-in');
  });

  test.each(ALL_ROLES)('%s', async (role) => {
    const jar = await sessionOf(await newStaff(role));
    for (const [template, door] of doors) {
      const to = await postForm(addressOf(template), INPUT, jar);
      expect(judgeForm(to), `${template} -> ${to}`).toBe(lets(door, role) ? 'in' : 'none');
    }
  });

  test('what is read and is no page: by nobody, and by each role as the matrix says', async () => {
    const read = async (path: string, jar?: Jar) => {
      const headers = { 'sec-fetch-site': 'same-origin', ...(jar && { cookie: jar.header }) };
      const stop = new AbortController();
      const { status } = await fetch(base() + path, { headers, redirect: 'manual', signal: stop.signal });
      stop.abort();
      return status;
    };
    for (const [template, door] of Object.entries(READS)) {
      expect(await read(addressOf(template)), template).toBe(401);
      for (const role of ALL_ROLES)
        expect(await read(addressOf(template), await sessionOf(await newStaff(role))), role).toBe(
          lets(door, role) ? 200 : 404,
        );
    }
  });

  test('a form of another site is refused at every one of them', async () => {
    const jar = await sessionOf(await newStaff('security-admin'));
    for (const template of Object.keys(ROUTES).filter((of) => !/^\/api|oidc$/.test(of))) {
      const answer = await fetch(
        base() + addressOf(template).replace('[act]', 'lock').replace('[kind]', 'site-owner'),
        {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams(INPUT),
          headers: { origin: 'https://elsewhere.example', cookie: jar.header },
        },
      );
      expect(answer.headers.get('location'), template).toContain('code=cross_site');
    }
  });

  test('no address of next-auth but the way back from a provider is open', async () => {
    for (const path of ['session', 'csrf', 'providers', 'signin', 'signin/oidc', 'callback/code', '_log'])
      for (const method of ['GET', 'POST'])
        expect((await fetch(`${base()}/api/auth/${path}`, { method })).status, path).toBe(404);
  });
});

test('a session that is not in the tables is none, whatever the cookie says', async () => {
  expect(await readStaffSession('x', new Date())).toBeUndefined();
  for (const cookie of ['staff=x', 'staff=a.b.c.d.e', 'staff=%'])
    expect((await fetch(`${base()}/console`, { redirect: 'manual', headers: { cookie } })).status).toBe(307);
});
