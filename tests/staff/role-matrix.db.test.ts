import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor, StaffActor } from '@/lib/platform/actor';
import { exportAudit } from '@/lib/audit/export-audit';
import { readChainState } from '@/lib/audit/chain-state';
import { readAuditRow } from '@/lib/audit/read-audit-row';
import { searchAudit } from '@/lib/audit/search-audit';
import { db } from '@/lib/platform/db';
import { readSystemHealth } from '@/lib/routing/system-health';
import { holdTicket } from '@/lib/privacy/hold-ticket';
import { readReporter } from '@/lib/privacy/read-reporter';
import { revealReporter } from '@/lib/privacy/reveal-reporter';
import { readPrivacy, readRetention } from '@/lib/privacy/read-privacy';
import { releaseTicket } from '@/lib/privacy/release-ticket';
import { listDeskChoices, listOwnDesks, readDeskSecrets, readRouting } from '@/lib/routing/console-queries';
import { limitDeskSecret } from '@/lib/routing/limit-desk-secret';
import { startDeskSecret } from '@/lib/routing/start-desk-secret';
import { takeBackDeskSecret } from '@/lib/routing/take-back-desk-secret';
import { listStaffNotices } from '@/lib/notices/staff-notices';
import { listTemplates } from '@/lib/notify/list-templates';
import { applyChange } from '@/lib/settings/apply-change';
import { listChanges, readChange, readSetting, readTyped } from '@/lib/settings/changes';
import { discardChange } from '@/lib/settings/discard-change';
import { settingKinds } from '@/lib/settings/kinds';
import { proposeChange } from '@/lib/settings/propose-change';
import { undoChange } from '@/lib/settings/undo-change';
import { acceptInvitation } from '@/lib/staff/accept-invitation';
import { listAccounts, listOwnSessions, ownProofs, readAccount } from '@/lib/staff/accounts';
import { beginSignIn } from '@/lib/staff/begin-sign-in';
import { cancelInvitation } from '@/lib/staff/cancel-invitation';
import { changePassword } from '@/lib/staff/change-password';
import { changeRoles } from '@/lib/staff/change-roles';
import { closeAccount } from '@/lib/staff/close-account';
import { confirmIdentity } from '@/lib/staff/confirm-identity';
import { confirmWithOidc } from '@/lib/staff/confirm-with-oidc';
import { editAccount } from '@/lib/staff/edit-account';
import { finishSignIn } from '@/lib/staff/finish-sign-in';
import { inviteStaff } from '@/lib/staff/invite-staff';
import { lockAccount } from '@/lib/staff/lock-account';
import { renewRecoveryCodes } from '@/lib/staff/renew-recovery-codes';
import { replaceTotp } from '@/lib/staff/replace-totp';
import { resendInvitation } from '@/lib/staff/resend-invitation';
import { resetSignIn } from '@/lib/staff/reset-sign-in';
import { revokeAccountSessions } from '@/lib/staff/revoke-account-sessions';
import { revokeSession } from '@/lib/staff/revoke-session';
import { signInWithOidc } from '@/lib/staff/sign-in-with-oidc';
import { signOutStaff } from '@/lib/staff/sign-out';
import { unlockAccount } from '@/lib/staff/unlock-account';
import { BROWSER, buildStaff, DOOR, signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { ALL_ROLES, COMMANDS, lets, PAGES, READS, ROUTES, SETTING_KINDS } from './matrix';
import { SETTING_EXAMPLES } from './setting-examples';

useDatabase();

beforeEach(async () => {
  await db().query('DELETE FROM rate_limit');
});

const root = path.resolve(import.meta.dirname, '../..');

/** Addresses of the files of one name below a folder of app/. */
function addresses(folder: string, name: string): string[] {
  return fs
    .readdirSync(path.join(root, 'app', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .map((file) => `/${path.dirname(path.join(folder, file))}`.replace(/\/(\[locale\]|\([^)]*\))/g, ''))
    .sort();
}

describe('the matrix names everything there is', () => {
  test('pages of the console', () => {
    expect(Object.keys(PAGES).sort()).toEqual(addresses('[locale]/(staff)', 'page.tsx'));
  });

  test('route handlers of the console and of next-auth', () => {
    const found = [...addresses('[locale]/(staff)', 'route.ts'), ...addresses('api/auth', 'route.ts')];
    expect(Object.keys({ ...ROUTES, ...READS }).sort()).toEqual(found.sort());
  });

  test('commands and queries that take an actor', () => {
    const helpers =
      'assertPermission assertSomewhere assertRecent assertAnySetting assertDesk auditKnock changeAccount mayChange provePassword'.split(
        ' ',
      );
    const jobs = ['purgeStaffSignIns'];
    const found = fs
      .readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('generated'))
      .flatMap((file) => {
        const text = fs.readFileSync(path.join(root, 'lib', file), 'utf8');
        // In any other module a command is staff's when it asks the table.
        if (
          !file.startsWith('staff/') &&
          !/lib\/staff\/assert-permission|\.\/may-change|assertDesk/.test(text)
        )
          return [];
        return [...text.matchAll(/^export (?:async )?function (\w+)(?:<\w+>)?\(\s*actor: (?:Staff)?Actor/gm)];
      })
      .map(([, name = '']) => name)
      .filter((name) => ![...helpers, ...jobs].includes(name));
    expect(found.sort()).toEqual(Object.keys(COMMANDS).sort());
  });
});

/** A well-formed number of Harbin that no ticket has: ends in its Damm digit. */
const UNUSED_NUMBER = '010000005728';

const WRONG = { password: 'x', repeat: 'x', current: 'x', code: 'x' };

/** A change of the page foot that waits to be confirmed. */
async function proposal(): Promise<string> {
  const { actor } = await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }]);
  await db().query(`DELETE FROM setting WHERE key = 'site.owner'`);
  return (await proposeChange(actor, { kind: 'site-owner', ...SETTING_EXAMPLES['site-owner']! })).id;
}

/** One call of each, with input that somebody who may do it can send; `target` is an account in Harbin. */
const CALLS: Record<string, (actor: Actor & StaffActor, target: string) => Promise<unknown>> = {
  acceptInvitation: (actor) => acceptInvitation(actor, { token: 'x', ...WRONG }),
  beginSignIn: (actor) => beginSignIn(actor, { login: 'x', password: 'x' }),
  cancelInvitation,
  closeAccount: (actor, accountId) => closeAccount(actor, { accountId, confirm: 'x' }),
  editAccount: (actor, accountId) => editAccount(actor, { accountId, displayName: '新名', email: '' }),
  resendInvitation: (actor, accountId) => resendInvitation(actor, { accountId, by: 'link' }),
  changePassword: (actor) => changePassword(actor, WRONG),
  changeRoles: (actor, accountId) =>
    changeRoles(actor, { accountId, roles: [{ role: 'triage', jurisdictionCode: '230100' }] }),
  confirmIdentity: (actor) => confirmIdentity(actor, 'x'),
  confirmWithOidc: (actor) =>
    confirmWithOidc(actor, { vouched: { issuer: 'x', subject: 'x' }, authTime: 0, browser: BROWSER }),
  exportAudit: (actor) => exportAudit(actor, { filters: {}, locale: 'en' }),
  finishSignIn: (actor) => finishSignIn(actor, { step: 'x', code: 'x', browser: BROWSER }),
  holdTicket: (actor) => holdTicket(actor, { number: UNUSED_NUMBER, reason: '复议 2026-1' }),
  inviteStaff: (actor) =>
    inviteStaff(actor, {
      login: `new-${crypto.randomUUID().slice(0, 8)}`,
      displayName: '新人',
      roles: [{ role: 'operator', jurisdictionCode: '230100' }],
    }),
  listAccounts: (actor) => listAccounts(actor, { filters: {}, after: null, limit: 10 }, new Date()),
  listOwnSessions: (actor) => listOwnSessions(actor, new Date()),
  listStaffNotices: (actor) => listStaffNotices(actor),
  listTemplates: (actor) => listTemplates(actor),
  lockAccount,
  ownProofs: (actor) => ownProofs(actor),
  readAuditRow: (actor) => readAuditRow(actor, `230100-${crypto.randomUUID()}`),
  readChainState: (actor) => readChainState(actor, new Date()),
  searchAudit: (actor) => searchAudit(actor, { filters: {}, after: null, limit: 10 }),
  readAccount: (actor, id) => readAccount(actor, id, new Date()),
  readSystemHealth: (actor) => readSystemHealth(actor, new Date()),
  readPrivacy: (actor) => readPrivacy(actor),
  readReporter: (actor) => readReporter(actor, UNUSED_NUMBER),
  readRetention: (actor) => readRetention(actor),
  releaseTicket: (actor) => releaseTicket(actor, { number: UNUSED_NUMBER }),
  renewRecoveryCodes: (actor) => renewRecoveryCodes(actor),
  replaceTotp: (actor) => replaceTotp(actor, { secret: 'A'.repeat(32), code: 'x' }),
  resetSignIn,
  revealReporter: (actor) =>
    revealReporter(actor, { number: UNUSED_NUMBER, reason: 'call-back', text: '核实井盖位置' }),
  revokeAccountSessions,
  revokeSession: (actor) => revokeSession(actor, 'x'),
  signInWithOidc: (actor) =>
    signInWithOidc(actor, {
      vouched: { issuer: 'x', subject: 'x' },
      invitation: undefined,
      browser: BROWSER,
    }),
  signOutStaff: (actor) => signOutStaff(actor),
  unlockAccount,
  applyChange: async (actor) => applyChange(actor, await proposal()),
  discardChange: async (actor) => discardChange(actor, await proposal()),
  limitDeskSecret: (actor) =>
    limitDeskSecret(actor, 'city-230100', { keyId: 'x', validFrom: '2020-01-01T00:00:00Z', hours: 0 }),
  listChanges: (actor) => listChanges(actor),
  listDeskChoices: (actor) => listDeskChoices(actor),
  listOwnDesks: (actor) => listOwnDesks(actor),
  proposeChange: (actor) => proposeChange(actor, { kind: 'site-owner', ...SETTING_EXAMPLES['site-owner']! }),
  readChange: async (actor) => readChange(actor, await proposal()),
  readDeskSecrets: (actor) => readDeskSecrets(actor, 'city-230100'),
  readRouting: (actor) => readRouting(actor, '230100'),
  readSetting: (actor) => readSetting(actor, 'site-owner', 'site.owner'),
  readTyped: (actor) => readTyped(actor, 'site-owner', 'x'),
  startDeskSecret: (actor) => startDeskSecret(actor, 'city-230100', { keyId: 'x', overlapHours: 1 }),
  takeBackDeskSecret: (actor) => takeBackDeskSecret(actor, 'city-230100'),
  undoChange: async (actor) => undoChange(actor, await proposal()),
};

const refused = (work: Promise<unknown>) =>
  work.then(
    () => false,
    (error: { code?: string }) => {
      if (!error.code) throw error;
      return error.code === 'forbidden';
    },
  );

/** How many refusals of somebody the audit trail has. */
async function refusalsOf({ accountId }: StaffActor): Promise<number> {
  const { rowCount } = await db().query(
    `SELECT FROM audit_event WHERE actor_kind = 'staff' AND actor_id = $1 AND outcome = 'refused'`,
    [accountId],
  );
  return rowCount;
}

test('each command of the matrix is called', () => {
  expect(Object.keys(CALLS).sort()).toEqual(Object.keys(COMMANDS).sort());
});

test.each(ALL_ROLES)(
  '%s: every command lets in and refuses as the matrix says, and each refusal is in the audit trail',
  async (role) => {
    const place = role.endsWith('-admin') ? '000000' : '230100';
    const target = await buildStaff([{ role: 'operator', jurisdictionCode: '230100' }]);
    const found: Record<string, boolean> = {};
    for (const [name, call] of Object.entries(CALLS)) {
      const { actor } = await signedIn([{ role, jurisdictionCode: place }]);
      found[name] = !(await refused(call(actor, target.accountId)));
      if (!found[name] && COMMANDS[name] !== 'public') expect(await refusalsOf(actor), name).toBe(1);
    }
    // A door that is open to the public takes the public's actor, and nobody's session.
    const expected = Object.fromEntries(
      Object.entries(COMMANDS).map(([name, door]) => [name, door !== 'public' && lets(door, role)]),
    );
    expect(found).toEqual(expected);
  },
);

test('who is not signed in gets into no command but the public ones', async () => {
  const target = await buildStaff([{ role: 'operator', jurisdictionCode: '230100' }]);
  const found: Record<string, boolean> = {};
  const guarded = Object.entries(CALLS).filter(([name]) => !['listOwnSessions', 'ownProofs'].includes(name));
  for (const [name, call] of guarded)
    found[name] = !(await refused(call(DOOR as unknown as Actor & StaffActor, target.accountId)));
  expect(found).toEqual(Object.fromEntries(guarded.map(([name]) => [name, COMMANDS[name] === 'public'])));
});

test('a refusal is in the audit trail, with who and what', async () => {
  const { actor } = await signedIn([{ role: 'operator', jurisdictionCode: '230100' }]);
  await refused(listAccounts(actor, { filters: {}, after: null, limit: 10 }, new Date()));
  const { rows } = await db().query(
    `SELECT action, outcome, subject_id FROM audit_event WHERE actor_id = $1 AND actor_kind = 'staff'`,
    [actor.accountId],
  );
  expect(rows).toEqual([{ action: 'accounts.read', outcome: 'refused', subject_id: 'accounts.read' }]);
});

test('every kind of setting is in the matrix and has an example', () => {
  const kinds = settingKinds().map(({ kind }) => kind);
  expect(Object.keys(SETTING_KINDS).sort()).toEqual([...kinds].sort());
  expect(Object.keys(SETTING_EXAMPLES).sort()).toEqual([...kinds].sort());
});

test.each(ALL_ROLES)('%s: every kind of setting is proposed by whom the matrix names', async (role) => {
  const place = role.endsWith('-admin') ? '000000' : '230100';
  const { actor } = await signedIn([{ role, jurisdictionCode: place }]);
  const found: Record<string, boolean> = {};
  for (const [kind, example] of Object.entries(SETTING_EXAMPLES))
    found[kind] = !(await refused(proposeChange(actor, { kind, ...example })));
  expect(found).toEqual(
    Object.fromEntries(Object.entries(SETTING_KINDS).map(([kind, door]) => [kind, lets(door, role)])),
  );
});
