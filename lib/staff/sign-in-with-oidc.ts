import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import { tellAccount } from './account-store';
import type { SigningBrowser } from './finish-sign-in';
import { readInvitation, voidInvitations } from './invitation-store';
import { WHOLE_PROVINCE } from './roles';
import { startStaffSession, type StartedSession } from './staff-session';

/** Who the provider says it is. */
export interface Vouched {
  issuer: string;
  subject: string;
}

/**
 * Signs in who an OpenID Connect provider vouches for. The account is the one that an invitation has bound to exactly this
 * issuer and subject; none is ever made here, and no name or e-mail the provider tells is compared with anything.
 * @param input invitation: the token of one, which binds its account first
 * @throws DomainError oidc_unknown, invitation_invalid, rate_limited
 */
export async function signInWithOidc(
  actor: Actor,
  input: { vouched: Vouched; invitation: string | undefined; browser: SigningBrowser },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<StartedSession> {
  assertActor(actor, 'public');
  await limit('staff-form-address', actor.address);
  const now = deps.clock.now();
  const { vouched, invitation, browser } = input;
  const session = await transaction(async (tx) => {
    if (invitation !== undefined) await bind(tx, actor, vouched, invitation, now);
    const { rows } = await tx.query<{ id: string }>(
      `SELECT id FROM staff_account WHERE oidc_issuer = $1 AND oidc_subject = $2 AND status = 'active' FOR UPDATE`,
      [vouched.issuer, vouched.subject],
    );
    const accountId = rows[0]?.id;
    const started =
      accountId && (await startStaffSession(tx, { accountId, method: 'oidc', now, ...browser }));
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-session.start',
      subjectKind: 'staff-account',
      subjectId: accountId ?? 'unknown',
      outcome: started ? 'done' : 'refused',
      data: started ? { session: started.id, factor: 'oidc' } : { factor: 'oidc' },
    });
    return started;
  });
  if (!session) throw new DomainError('oidc_unknown');
  return session;
}

async function bind(tx: Tx, actor: Actor, vouched: Vouched, token: string, now: Date): Promise<void> {
  const invitation = await readInvitation(tx, token, now, true);
  if (!invitation) throw new DomainError('invitation_invalid');
  const { accountId } = invitation;
  // Somebody who is bound to one account cannot take a second one.
  const { rowCount } = await tx.query(
    `UPDATE staff_account SET status = 'active', oidc_issuer = $2, oidc_subject = $3, updated_at = $4
     WHERE id = $1 AND NOT EXISTS (
       SELECT FROM staff_account AS other WHERE other.oidc_issuer = $2 AND other.oidc_subject = $3 AND other.id <> $1)`,
    [accountId, vouched.issuer, vouched.subject, now],
  );
  if (rowCount === 0) throw new DomainError('invitation_invalid');
  await voidInvitations(tx, accountId, now);
  await audit(tx, {
    jurisdictionCode: WHOLE_PROVINCE,
    actor,
    action: 'staff-invitation.bind',
    subjectKind: 'staff-account',
    subjectId: accountId,
    data: { invitation: invitation.id },
  });
  await tellAccount(tx, accountId);
}
