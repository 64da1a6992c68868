import { DEMO_PASSWORD_HASH, DEMO_STAFF, DEMO_TOTP_SECRET } from '@/lib/staff/demo';
import { sealTotp } from '@/lib/staff/second-factor';
import type { Role } from '@/lib/staff/roles';
import type { SeedClient } from './client';

const NAMES: Record<Role, string> = {
  operator: '演示话务员',
  triage: '演示研判员',
  supervisor: '演示督办员',
  publisher: '演示发布员',
  reviewer: '演示审核员',
  organiser: '演示活动组织员',
  'system-admin': '演示系统管理员',
  'security-admin': '演示安全管理员',
  'audit-admin': '演示审计管理员',
};

/** One account for each role, whose password and authenticator everybody knows. What somebody changed of them stays. */
export async function seedDemoStaff(client: SeedClient): Promise<void> {
  for (const { id, login, role, jurisdictionCode } of DEMO_STAFF) {
    const { cipher, keyId } = sealTotp(id, DEMO_TOTP_SECRET);
    await client.query(
      `INSERT INTO staff_account (id, login, display_name, status, password_hash, totp_cipher, totp_key_id, demo,
         created_at, updated_at)
       VALUES ($1, $2, $3, 'active', $4, $5, $6, true, now(), now())
       ON CONFLICT (login) DO UPDATE SET status = 'active', password_hash = $4, totp_cipher = $5, totp_key_id = $6,
         totp_last_step = NULL WHERE staff_account.demo AND staff_account.status = 'closed'`,
      [id, login, NAMES[role], DEMO_PASSWORD_HASH, cipher, keyId],
    );
    await client.query(
      `INSERT INTO staff_role (account_id, role, jurisdiction_code)
       SELECT id, $2, $3 FROM staff_account
       WHERE id = $1 AND NOT EXISTS (SELECT FROM staff_role WHERE account_id = $1)`,
      [id, role, jurisdictionCode],
    );
  }
}

/** A database that served a sandbox lets nobody in with a published password. */
export async function forgetDemoStaff(client: SeedClient): Promise<void> {
  await client.query(
    `WITH closed AS (
       UPDATE staff_account SET status = 'closed', password_hash = NULL, totp_cipher = NULL, totp_key_id = NULL,
         oidc_issuer = NULL, oidc_subject = NULL
       WHERE demo AND status <> 'closed' RETURNING id),
     codes AS (DELETE FROM staff_recovery_code USING closed WHERE account_id = id),
     steps AS (DELETE FROM staff_sign_in USING closed WHERE account_id = id),
     invitations AS (UPDATE staff_invitation SET used_at = now() FROM closed
       WHERE account_id = closed.id AND used_at IS NULL)
     UPDATE staff_session SET revoked_at = now() FROM closed WHERE account_id = closed.id AND revoked_at IS NULL`,
  );
}
