import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, inject } from 'vitest';
import { closeDb, db } from '@/lib/platform/db';
import type { Role } from '@/lib/staff/roles';
import { proposeChange } from '@/lib/settings/propose-change';
import { buildStaff, codeOf, PASSWORD, signedIn, type BuiltStaff } from '@/tests/factories/staff';
import { SETTING_EXAMPLES } from '@/tests/staff/setting-examples';
import { Jar } from '@/tests/factories/jar';

const base = () => inject('product').publicBaseUrl;

afterAll(() => closeDb());

/** Lets this test process work on the product's own database with its keys, as one of its processes. */
export function joinProduct(): void {
  const { databaseUrl, dataDir } = inject('product');
  const secrets = JSON.parse(fs.readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as Record<
    string,
    string
  >;
  const { ENCRYPTION_KEYS, LOOKUP_KEY } = secrets;
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    PUBLIC_BASE_URL: base(),
    ENCRYPTION_KEYS,
    LOOKUP_KEY,
  });
}

/** Somebody with a role: for the province an administrator, for Harbin everybody else. */
export function newStaff(
  role: Role,
  jurisdictionCode = role.endsWith('-admin') ? '000000' : '230100',
): Promise<BuiltStaff> {
  joinProduct();
  return buildStaff([{ role, jurisdictionCode }]);
}

/** The address of the newest row of the audit trail, as its page has it. */
export async function newestAuditRow(): Promise<string> {
  joinProduct();
  const { rows } = await db().query<{ reference: string }>(
    `SELECT jurisdiction_code || '-' || id AS reference FROM audit_event ORDER BY at DESC, id DESC LIMIT 1`,
  );
  return rows[0]?.reference ?? '';
}

/** A change of the page foot that waits to be confirmed, and would change it. @returns its id */
export async function newProposal(): Promise<string> {
  joinProduct();
  const { actor } = await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }]);
  const { value } = SETTING_EXAMPLES['site-owner']!;
  const organiser = `哈尔滨市城市管理局 ${crypto.randomUUID().slice(0, 8)}`;
  const proposal = { kind: 'site-owner', subject: 'site.owner', value: { ...(value as object), organiser } };
  return (await proposeChange(actor, proposal)).id;
}

/** Posts a form of the console. @returns where it leads */
export async function postForm(to: string, fields: Record<string, string>, jar: Jar): Promise<string> {
  const answer = await fetch(base() + to, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { origin: base(), cookie: jar.header },
  });
  jar.take(answer.headers);
  return answer.headers.get('location') ?? '';
}

/** Signs somebody in over HTTP, both steps. */
export async function sessionOf(staff: BuiltStaff): Promise<Jar> {
  const jar = new Jar();
  await postForm('/console/sign-in/password', { login: staff.login, password: PASSWORD }, jar);
  const to = await postForm('/console/sign-in/code', { code: codeOf(staff.secret, new Date()) }, jar);
  if (to !== '/console') throw new Error(`the sign-in leads to ${to}`);
  return jar;
}

/** Signs somebody in by the pages. */
export async function signInByPages(page: Page, staff: BuiltStaff, password = PASSWORD): Promise<void> {
  await page.fill('#login', staff.login);
  await page.fill('#password', password);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.fill('#code', codeOf(staff.secret, new Date()));
  await page.getByRole('button', { name: '登录' }).click();
}
