import fs from 'node:fs';
import path from 'node:path';
import { expect, inject } from 'vitest';
import { sitePages } from '@/app/_page/site-pages';
import { inviteStaff } from '@/lib/staff/invite-staff';
import { PAGES, type RoleName } from '@/tests/staff/matrix';
import { SETTING_EXAMPLES } from '@/tests/staff/setting-examples';
import { newestAuditRow, newProposal, newStaff, postForm, sessionOf } from './staff-steps';
import { citizenCookie } from './citizen-steps';
import { desk, report } from './track-steps';

const pages = path.resolve('app/[locale]');

/** Every page there is, as its address with the names of its parameters: `/cases/[id]`. A page added later is found here. */
export const templates: readonly string[] = fs
  .readdirSync(pages, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map(
    (file) =>
      `/${path
        .dirname(file)
        .split(path.sep)
        .filter((part) => part !== '.' && !part.startsWith('('))
        .join('/')}`,
  )
  .filter((template) => template !== '/[...rest]')
  .sort();

/** What the pages below are about; made once, as residents and the desk make it. */
interface Made {
  /** A published case. */
  caseId: string;
  /** An open one, and the page of somebody who follows it. */
  openCase: string;
  following: string;
  /** Address and token of a ticket that is being handled. */
  ticket: { path: string; token: string };
  /** A ticket whose desk asks something, and one that is closed. */
  asked: { path: string; token: string };
  closed: { path: string; token: string };
  /** A draft of a report without script, filled in to its end, and one that was sent. */
  draft: string;
  sent: string;
}

const base = () => inject('product').publicBaseUrl;
const post = (to: string, fields: Record<string, string>) =>
  fetch(base() + to, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { origin: base() },
  });

async function ticketWith(events: readonly { type: string; text?: string }[]) {
  const { trackingNumber, trackUrl } = await report();
  for (const event of events) await desk(trackingNumber, event);
  const url = new URL(trackUrl);
  return { path: url.pathname, token: url.searchParams.get('t') ?? '' };
}

async function draftWith(): Promise<string> {
  const saved = await post('/report/save', { step: 'what', description: '中央大街路灯不亮' });
  const draft = saved.headers.get('location')?.split('/')[2] ?? '';
  expect(draft).toMatch(/^[0-9a-f]{32}$/);
  await post('/report/save', { draft, step: 'category', categoryCode: '01037' });
  await post('/report/save', { draft, step: 'questions', 'attributes.lamp_extent': 'one' });
  await post('/report/save', { draft, step: 'where', divisionCode: '230102' });
  await post('/report/save', { draft, step: 'place', address: '中央大街 100 号' });
  return draft;
}

async function follow(caseId: string): Promise<string> {
  const answer = await fetch(`${base()}/api/v1/cases/${caseId}/followers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const url = new URL(((await answer.json()) as { url: string }).url);
  return url.pathname + url.search;
}

async function make(): Promise<Made> {
  const firstOf = async (query: string) => {
    const answer = await fetch(`${base()}/api/v1/cases${query}`);
    return ((await answer.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
  };
  const [caseId, openCase] = [await firstOf(''), await firstOf('?state=open')];
  const [ticket, asked, closed, draft, sent] = [
    await ticketWith([{ type: 'signed' }]),
    await ticketWith([{ type: 'question', text: '请问是哪一根灯杆？' }]),
    await ticketWith([{ type: 'closed', text: '已修复' }]),
    await draftWith(),
    await draftWith(),
  ];
  await post('/report/send', { draft: sent });
  const following = await follow(openCase);
  return { caseId, openCase, following, ticket, asked, closed, draft, sent };
}

let made: Promise<Made> | undefined;

type Examples = (of: Made) => readonly string[] | Promise<readonly string[]>;
const withToken = ({ path: at, token }: Made['ticket'], below = '') =>
  `${at}${below}?t=${encodeURIComponent(token)}`;

/** Addresses of pages that have parameters, and other looks of those that have none. */
const examples: Record<string, Examples> = {
  '/cases': () => ['/cases', '/cases?q=%E9%BE%98', '/cases?district=230100&state=open'],
  '/cases/[id]': ({ caseId }) => [`/cases/${caseId}`],
  '/console/accounts/[id]': async () => [`/console/accounts/${(await newStaff('operator')).accountId}`],
  '/console/audit': () => [
    '/console/audit',
    '/console/audit?kind=staff&outcome=done&subjectKind=staff-account',
    '/console/audit?who=nobody-of-this-name',
    '/console/audit?from=2026-11-21&to=2026-11-20&place=9',
  ],
  '/console/audit/[id]': async () => [`/console/audit/${await newestAuditRow()}`],
  '/console/invitation': async () => [
    `/console/invitation?token=${(await inviteOne()).token}`,
    '/console/invitation?token=none',
  ],
  '/console/settings/[kind]': () => Object.keys(SETTING_EXAMPLES).map((kind) => `/console/settings/${kind}`),
  '/console/settings/[kind]/edit': () =>
    Object.entries(SETTING_EXAMPLES).map(
      ([kind, { subject }]) =>
        `/console/settings/${kind}/edit${subject === null ? '' : `?subject=${encodeURIComponent(subject)}`}`,
    ),
  '/console/settings/changes/[id]': async () => [`/console/settings/changes/${await newProposal()}`],
  '/console/tickets/[number]/reporter': async () => [
    `/console/tickets/${(await report()).trackingNumber}/reporter`,
  ],
  '/console/settings/desk/[id]/secrets': () => ['/console/settings/desk/city-230100/secrets'],
  '/console/sign-in': () => [
    '/console/sign-in',
    '/console/sign-in?step=code',
    '/console/sign-in?error=signed_out',
  ],
  '/cases/[id]/follow': ({ openCase }) => [`/cases/${openCase}/follow`],
  '/cases/[id]/following': ({ openCase, following }) => [
    following,
    `${following}&error=contact`,
    `${following}&code=0&error=code&report=form`,
    `/cases/${openCase}/following`,
  ],
  '/': () => ['/', '/?district=230100', '/?district=230200'],
  '/notices': () => ['/notices', '/notices?district=230200'],
  // the invented notice that nobody has translated (prisma/seed/demo-notices.ts)
  '/notices/[id]': () => ['/notices/01900000-0000-7000-8000-0000000a0001'],
  '/search': () => ['/search?q=%E8%B7%AF%E7%81%AF', '/search', '/search?q=%E9%BE%98'],
  '/my-reports': () => ['/my-reports', '/my-reports?code=0&error=code'],
  '/my-reports/erased': () => ['/my-reports/erased?now=2&later=1', '/my-reports/erased'],
  '/problem': () => ['/problem?code=rate_limited&seconds=20'],
  '/report/[draft]/[step]': ({ draft }) =>
    'what,category,category?own=1,category?major=01,questions,where,place,photos,contact,review,place?check=1'
      .split(',')
      .map((step) => `/report/${draft}/${step}`),
  '/report/[draft]/done': ({ sent }) => [`/report/${sent}/done`],
  '/track': () => ['/track', '/track?error=number'],
  '/track/[number]': ({ ticket, asked, closed }) => [ticket, asked, closed].map((of) => withToken(of)),
  '/track/[number]/[act]': ({ ticket, asked, closed }) => [
    ...['addition', 'withdrawal', 'urging', 'contact'].map((act) => withToken(ticket, `/${act}`)),
    withToken(asked, '/answer'),
    withToken(closed, '/reopen'),
  ],
  '/track/[number]/receipt': ({ ticket }) => [withToken(ticket, '/receipt')],
};

async function inviteOne() {
  await newStaff('operator');
  return inviteStaff(
    { kind: 'system', name: 'test' },
    {
      login: `guest-${crypto.randomUUID().slice(0, 8)}`,
      displayName: '李四',
      roles: [{ role: 'operator', jurisdictionCode: '230100' }],
    },
  );
}

/** A proof that is older is asked for again on pages of sensitive acts; nobody here gets as old as that. */
const FRESH_MS = 5 * 60_000;
const signedIn = new Map<RoleName, { at: number; cookies: Promise<string> }>();

async function signIn(role: RoleName): Promise<string> {
  const jar = await sessionOf(await newStaff(role));
  await postForm('/console/account/authenticator/begin', {}, jar);
  return `${jar.header}; sign-in-step=begun`;
}

/** The cookies that a page's examples are seen with: on the console those of somebody who may see it, and has just signed in. */
export async function cookiesOf(template: string): Promise<string> {
  if (/^\/my-reports\/(?:data|erase)$/.test(template)) {
    const { name, value } = await citizenCookie((await report()).phone);
    return `${name}=${value}`;
  }
  if (!template.startsWith('/console')) return '';
  const door = PAGES[template];
  const role = Array.isArray(door) ? (door[0] as RoleName) : 'security-admin';
  let found = signedIn.get(role);
  if (!found || Date.now() - found.at > FRESH_MS) {
    found = { at: Date.now(), cookies: signIn(role) };
    signedIn.set(role, found);
  }
  return found.cookies;
}

/**
 * Addresses of a page, without the language.
 * @throws Error when a page with parameters has no example here
 */
export async function examplesOf(template: string): Promise<readonly string[]> {
  const known = examples[template];
  if (known) return known(template.startsWith('/console') ? ({} as Made) : await (made ??= make()));
  if (template.includes('[')) throw new Error(`give tests/e2e/page-examples.ts an address of ${template}`);
  return [template];
}

/** The pages of the site map that no file stands for. */
export const strays = sitePages.map(({ path: at }) => at).filter((at) => !templates.includes(at));
