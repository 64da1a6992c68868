import { fieldError } from './new-password';
import type { StaffActor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { holdTry } from '@/lib/platform/growing-delay';
import { auditKnock, loginKey } from './begin-sign-in';
import { verifyPassword } from './password-hash';
import { WHOLE_PROVINCE } from './roles';

const TEXT = {
  zh: '口令不正确。请输入您登录用的口令。',
  en: 'The password is not right. Enter the one you sign in with.',
};

/**
 * That whoever holds the session also knows the account's password; failures count like those of a sign-in.
 * @returns the account's login name
 * @throws DomainError invalid_input with the field `current`, rate_limited
 */
export async function provePassword(actor: StaffActor, given: unknown): Promise<string> {
  const { rows } = await db().query<{ login: string; password_hash: string | null }>(
    'SELECT login, password_hash FROM staff_account WHERE id = $1',
    [actor.accountId],
  );
  const { login = '', password_hash: hash = null } = rows[0] ?? {};
  const held = await holdTry([['staff-login', loginKey(login)]], (door) => auditKnock(actor, login, door));
  if (await verifyPassword(hash, typeof given === 'string' ? given.slice(0, 512) : '')) {
    await held.giveBack();
    return login;
  }
  await audit(db(), {
    jurisdictionCode: WHOLE_PROVINCE,
    actor,
    action: 'staff-session.confirm',
    subjectKind: 'staff-session',
    subjectId: actor.sessionId,
    outcome: 'refused',
  });
  throw new DomainError('invalid_input', { fields: [fieldError('current', 'password_wrong', TEXT)] });
}
