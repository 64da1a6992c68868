// Who may do what, written by hand from product.md and the roles' descriptions, never from lib/staff/permissions: when the
// two disagree, one of them is wrong. A page, route or command that is not named here fails the tests.

export const ALL_ROLES = [
  'operator',
  'triage',
  'supervisor',
  'publisher',
  'reviewer',
  'organiser',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;

export type RoleName = (typeof ALL_ROLES)[number];

/** Everybody without signing in, everybody who is signed in, or these roles only. */
export type Door = 'public' | 'signed-in' | readonly RoleName[];

const SECURITY = ['security-admin'] as const;
const AUDIT = ['audit-admin'] as const;
/** Who sees how personal data is kept: who administers it, and who audits that. */
const PRIVACY = ['security-admin', 'audit-admin'] as const;
const SYSTEM = ['system-admin'] as const;

/** Who may change each kind of setting: see its page, propose, apply and undo. `[kind]` stands for every one of them. */
export const SETTING_KINDS: Record<string, Door> = {
  'division-list': SYSTEM,
  'grid-list': SYSTEM,
  desk: SYSTEM,
  'routing-rule': SYSTEM,
  'hidden-categories': SYSTEM,
  'message-caps': SYSTEM,
  'message-template': SYSTEM,
  notice: ['system-admin', 'publisher'],
  'site-owner': SYSTEM,
  category: SYSTEM,
  'category-question': SYSTEM,
  'deadline-rule': SYSTEM,
  'calendar-year': SYSTEM,
  'working-hours': SYSTEM,
  'retention-class': SYSTEM,
};
/** Whoever may change any of them. */
const ANY_SETTING = ['system-admin', 'publisher'] as const;

/** Who deals with reporters. */
const CASEWORK = ['operator', 'triage', 'supervisor'] as const;

/** Pages of the console by their address. */
export const PAGES: Record<string, Door> = {
  '/console': 'signed-in',
  '/console/account': 'signed-in',
  '/console/account/authenticator': 'signed-in',
  '/console/accounts': SECURITY,
  '/console/accounts/[id]': SECURITY,
  '/console/accounts/invite': SECURITY,
  '/console/audit': AUDIT,
  '/console/audit/[id]': AUDIT,
  '/console/confirm': 'signed-in',
  '/console/invitation': 'public',
  '/console/once': 'public',
  '/console/privacy': PRIVACY,
  '/console/settings': ANY_SETTING,
  '/console/settings/[kind]': ANY_SETTING,
  '/console/settings/[kind]/edit': ANY_SETTING,
  '/console/settings/changes': ANY_SETTING,
  '/console/settings/changes/[id]': SYSTEM,
  '/console/settings/desk/[id]/secrets': SYSTEM,
  '/console/shortcuts': 'signed-in',
  '/console/sign-in': 'public',
  '/console/tickets/[number]/reporter': CASEWORK,
};

/** Route handlers of the console and of sign-in; `[act]` is named with each of its acts. */
export const ROUTES: Record<string, Door> = {
  '/api/auth/callback/oidc': 'public',
  '/console/account/authenticator/begin': 'signed-in',
  '/console/account/authenticator/set': 'signed-in',
  '/console/account/password': 'signed-in',
  '/console/account/recovery-codes': 'signed-in',
  '/console/account/sessions': 'signed-in',
  '/console/accounts/[id]/[act]': SECURITY,
  '/console/accounts/invite/send': SECURITY,
  '/console/audit/export': AUDIT,
  '/console/confirm/check': 'signed-in',
  '/console/invitation/accept': 'public',
  '/console/once/done': 'public',
  '/console/privacy/hold': SECURITY,
  '/console/privacy/release': SECURITY,
  '/console/settings/[kind]/export': ANY_SETTING,
  '/console/settings/[kind]/import': ANY_SETTING,
  '/console/settings/[kind]/propose': ANY_SETTING,
  '/console/settings/changes/[id]/[act]': SYSTEM,
  '/console/settings/desk/[id]/secrets/[act]': SYSTEM,
  '/console/sign-in/code': 'public',
  '/console/sign-in/oidc': 'public',
  '/console/sign-in/password': 'public',
  '/console/sign-out': 'public',
  '/console/tickets/[number]/reporter/hide': 'signed-in',
  '/console/tickets/[number]/reporter/reveal': CASEWORK,
};

/** Addresses that are read and are no pages. */
export const READS: Record<string, Door> = {
  '/console/live': 'signed-in',
};

/** Every value of `[act]`, by the address before it. */
export const ACTS: Record<string, readonly string[]> = {
  '/console/accounts/[id]': 'cancel close edit lock resend reset roles sessions unlock'.split(' '),
  '/console/settings/changes/[id]': ['apply', 'discard', 'undo'],
  '/console/settings/desk/[id]/secrets': ['limit', 'start', 'take-back'],
};

/** A template with each kind of setting and each act in its place, and the door of each. */
export function spelledOut(template: string, door: Door): [string, Door][] {
  if (template.includes('[kind]'))
    return Object.entries(SETTING_KINDS).map(([kind, own]) => [template.replace('[kind]', kind), own]);
  if (!template.endsWith('/[act]')) return [[template, door]];
  const before = template.slice(0, -'/[act]'.length);
  return (ACTS[before] ?? []).map((act) => [`${before}/${act}`, door]);
}

/** Commands and guarded queries by the name of the function, those of settings with the kind `site-owner`; a role with whom it is not refused. */
export const COMMANDS: Record<string, Door> = {
  acceptInvitation: 'public',
  applyChange: SYSTEM,
  beginSignIn: 'public',
  cancelInvitation: SECURITY,
  changePassword: 'signed-in',
  changeRoles: SECURITY,
  closeAccount: SECURITY,
  confirmIdentity: 'signed-in',
  confirmWithOidc: 'signed-in',
  discardChange: SYSTEM,
  editAccount: SECURITY,
  exportAudit: AUDIT,
  finishSignIn: 'public',
  holdTicket: SECURITY,
  inviteStaff: SECURITY,
  limitDeskSecret: SYSTEM,
  listAccounts: SECURITY,
  listChanges: ANY_SETTING,
  listDeskChoices: SYSTEM,
  listOwnDesks: SYSTEM,
  listOwnSessions: 'signed-in',
  listStaffNotices: ['system-admin', 'publisher'],
  listTemplates: SYSTEM,
  lockAccount: SECURITY,
  ownProofs: 'signed-in',
  proposeChange: SYSTEM,
  readAccount: SECURITY,
  readAuditRow: AUDIT,
  readChainState: AUDIT,
  readPrivacy: PRIVACY,
  readReporter: CASEWORK,
  readRetention: SYSTEM,
  releaseTicket: SECURITY,
  readChange: SYSTEM,
  readDeskSecrets: SYSTEM,
  readRouting: SYSTEM,
  readSetting: SYSTEM,
  readSystemHealth: ['supervisor', 'system-admin'],
  readTyped: SYSTEM,
  renewRecoveryCodes: 'signed-in',
  replaceTotp: 'signed-in',
  resendInvitation: SECURITY,
  resetSignIn: SECURITY,
  revealReporter: CASEWORK,
  revokeAccountSessions: SECURITY,
  revokeSession: 'signed-in',
  searchAudit: AUDIT,
  signInWithOidc: 'public',
  signOutStaff: 'signed-in',
  startDeskSecret: SYSTEM,
  takeBackDeskSecret: SYSTEM,
  undoChange: SYSTEM,
  unlockAccount: SECURITY,
};

/** True when the matrix lets the role through. */
export function lets(door: Door, role: RoleName): boolean {
  return typeof door === 'string' || door.includes(role);
}
