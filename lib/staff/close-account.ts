import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { grantWords, writeGrants } from './account-store';
import { changeAccount } from './change-account';
import { voidInvitations } from './invitation-store';
import { foldLogin } from './login-name';
import { fieldError } from './new-password';
import { endSteps } from './sign-in-step';
import { endSessionsOf } from './staff-session';

const TEXT = {
  zh: '输入的登录名与此账户不符。账户停用后不能恢复，请核对。',
  en: 'This is not the login name of the account. Closing cannot be undone: check which account it is.',
};

/**
 * Closes an account for good: sessions, roles, proofs and contact go, its login name stays taken, and its acts stay its own.
 * @param input confirm: the account's login name, typed by who closes it
 * @throws DomainError forbidden, confirm_needed, own_account, not_found, account_state, invalid_input (confirm)
 */
export async function closeAccount(
  actor: Actor,
  input: { accountId: unknown; confirm: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  const act = {
    permission: 'accounts.close',
    action: 'staff-account.close',
    accountId: input.accountId,
    now,
  } as const;
  await changeAccount(actor, act, async (tx, account) => {
    if (account.status === 'closed') throw new DomainError('account_state');
    if (foldLogin(input.confirm) !== account.login)
      throw new DomainError('invalid_input', { fields: [fieldError('confirm', 'confirm_login', TEXT)] });
    await tx.query(
      `UPDATE staff_account SET status = 'closed', password_hash = NULL, totp_cipher = NULL, totp_key_id = NULL,
         totp_last_step = NULL, oidc_issuer = NULL, oidc_subject = NULL, contact_cipher = NULL, contact_key_id = NULL,
         updated_at = $2 WHERE id = $1`,
      [account.id, now],
    );
    await tx.query('DELETE FROM staff_recovery_code WHERE account_id = $1', [account.id]);
    await writeGrants(tx, account.id, []);
    await endSteps(tx, account.id);
    await voidInvitations(tx, account.id, now);
    const sessions = await endSessionsOf(tx, account.id, now);
    return { result: undefined, data: { roles: grantWords(account.grants), sessions } };
  });
}
