import { TOTP } from 'otpauth';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { acceptInvitation } from '@/lib/staff/accept-invitation';
import { beginSignIn } from '@/lib/staff/begin-sign-in';
import { finishSignIn } from '@/lib/staff/finish-sign-in';
import { inviteStaff } from '@/lib/staff/invite-staff';
import { openInvitation } from '@/lib/staff/invitation-store';
import type { Role } from '@/lib/staff/roles';
import { readStaffSession, type StartedSession } from '@/lib/staff/staff-session';

const SYSTEM = { kind: 'system', name: 'test' } as const;
export const DOOR = { kind: 'public', address: '198.51.100.9' } as const;
export const PASSWORD = 'seven blue lamps in harbin';
export const BROWSER = { device: 'Chrome · Linux', former: undefined };

/** The code an authenticator shows at a moment. */
export function codeOf(secret: string, now: Date): string {
  return TOTP.generate({
    secret: new TOTP({ secret }).secret,
    timestamp: now.getTime(),
  });
}

/** Somebody who has taken their invitation. */
export interface BuiltStaff {
  accountId: string;
  login: string;
  secret: string;
  recoveryCodes: string[];
}

let count = 0;

/** Invites somebody and takes the invitation, as they would, `minutes` before `now`, so that the present code is still free. */
export async function buildStaff(
  roles: readonly { role: Role; jurisdictionCode: string }[],
  now = new Date(),
): Promise<BuiltStaff> {
  count += 1;
  const clock = { now: () => new Date(now.getTime() - 10 * 60_000) };
  const login = `staff-${count}-${crypto.randomUUID().slice(0, 8)}`;
  const { accountId, token } = await inviteStaff(SYSTEM, { login, displayName: '张三', roles }, { clock });
  const invitation = await openInvitation(token, clock.now());
  const secret = invitation?.totpSecret ?? '';
  const recoveryCodes = await acceptInvitation(
    DOOR,
    { token, password: PASSWORD, repeat: PASSWORD, code: codeOf(secret, clock.now()) },
    { clock },
  );
  return { accountId, login, secret, recoveryCodes };
}

/** Both steps of a sign-in. */
export async function signIn(
  staff: BuiltStaff,
  now: Date,
  former?: string,
  code = codeOf(staff.secret, now),
): Promise<StartedSession> {
  const clock = { now: () => now };
  const { verifyPassword } = await import('@/lib/staff/password-hash');
  const step = await beginSignIn(
    DOOR,
    { login: staff.login, password: PASSWORD },
    { clock, verify: verifyPassword },
  );
  return finishSignIn(DOOR, { step, code, browser: { ...BROWSER, former } }, { clock });
}

/** The actor of a session, as a call at `now` sees it. */
export async function actorOf(session: StartedSession, now: Date): Promise<StaffActor | undefined> {
  return (await readStaffSession(session.secret, now))?.actor;
}

/** Somebody with these roles, signed in. */
export async function signedIn(
  roles: readonly { role: Role; jurisdictionCode: string }[],
  now = new Date(),
): Promise<BuiltStaff & { session: StartedSession; actor: StaffActor }> {
  const staff = await buildStaff(roles, now);
  const session = await signIn(staff, now);
  const actor = await actorOf(session, now);
  if (!actor) throw new Error('nobody is signed in');
  return { ...staff, session, actor };
}

/** What the audit trail says of a subject, oldest first. */
export async function auditsOf(subjectId: string): Promise<string[]> {
  const { rows } = await db().query<{ line: string }>(
    `SELECT action || ' ' || outcome AS line FROM audit_event WHERE subject_id = $1 ORDER BY at, id`,
    [subjectId],
  );
  return rows.map(({ line }) => line);
}
