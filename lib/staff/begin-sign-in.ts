import { randomBytes } from 'node:crypto';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { keyedHash } from '@/lib/platform/crypto';
import { db, transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { holdTry, type DelayName } from '@/lib/platform/growing-delay';
import { foldLogin } from './login-name';
import { verifyPassword } from './password-hash';
import { WHOLE_PROVINCE } from './roles';
import { stepHash, STEP_MS } from './sign-in-step';

/** The key that tries of a login name count under, whether or not anybody has that name. */
export const loginKey = (login: string) => keyedHash('staff-login', login).toString('hex');

/**
 * Writes down that somebody came while a wait was on, once for each wait. What was typed as a name stays out of it; the
 * look-up and the row are there for unknown names too.
 */
export async function auditKnock(actor: Actor, login: string, door: DelayName): Promise<void> {
  const { rows } = await db().query<{ id: string }>('SELECT id FROM staff_account WHERE login = $1', [login]);
  await audit(db(), {
    jurisdictionCode: WHOLE_PROVINCE,
    actor,
    action: 'staff-sign-in.wait',
    subjectKind: 'staff-account',
    subjectId: rows[0]?.id ?? 'unknown',
    outcome: 'refused',
    data: { wait: door === 'staff-login' ? 'name' : 'address' },
  });
}

/** No password is longer (password-rules.ts); what is, is not worth hashing. */
const LONGEST = 512;

/**
 * The first step of a sign-in: login name and password. Unknown names, locked accounts and wrong passwords get one answer
 * after the same work.
 * @returns the secret of the second step, for ten minutes and five tries
 * @throws DomainError sign_in_failed, rate_limited (growing with each failure of the name or the address)
 */
export async function beginSignIn(
  actor: Actor,
  input: { login: unknown; password: unknown },
  deps: { clock: Clock; verify: typeof verifyPassword } = { clock: systemClock, verify: verifyPassword },
): Promise<string> {
  assertActor(actor, 'public');
  const login = foldLogin(input.login) ?? '';
  const password = typeof input.password === 'string' ? input.password.slice(0, LONGEST) : '';
  const held = await holdTry(
    [
      ['staff-login', loginKey(login)],
      ['staff-address', actor.address],
    ],
    (door) => auditKnock(actor, login, door),
  );
  const { rows } = await db().query<{ id: string; status: string; password_hash: string | null }>(
    'SELECT id, status, password_hash FROM staff_account WHERE login = $1',
    [login],
  );
  const account = rows[0];
  const right = await deps.verify(account?.password_hash ?? null, password);
  const open = right && account?.status === 'active';
  const now = deps.clock.now();
  const secret = randomBytes(32).toString('base64url');
  await transaction(async (tx) => {
    if (open)
      await tx.query('INSERT INTO staff_sign_in (secret_hash, account_id, expires_at) VALUES ($1, $2, $3)', [
        stepHash(secret),
        account.id,
        new Date(now.getTime() + STEP_MS),
      ]);
    // What was typed as a login name is not kept: people type passwords there.
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-sign-in.password',
      subjectKind: 'staff-account',
      subjectId: account?.id ?? 'unknown',
      outcome: open ? 'done' : 'refused',
    });
  });
  if (!open) throw new DomainError('sign_in_failed');
  await held.giveBack();
  return secret;
}
