import { queueMessage } from '@/lib/notify/prepare-message';
import type { Tx } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { makeInvitation } from './invitation-store';
import { WHOLE_PROVINCE } from './roles';

/**
 * Makes an invitation and mails its link to who is invited, in the transaction of the act. The link stands in the message,
 * sealed like every message, and nowhere else; whoever invites does not see it.
 * @param to null: nobody is mailed
 * @returns the token when it was not mailed, for the inviter to hand over
 */
export async function tellInvitation(
  tx: Tx,
  account: { id: string; login: string; to: string | null },
  templateId: 'staff-invitation' | 'staff-reset',
  now: Date,
): Promise<string | null> {
  const { id, token } = await makeInvitation(tx, account.id, now);
  if (account.to === null) return token;
  await queueMessage(tx, {
    jurisdictionCode: WHOLE_PROVINCE,
    ticketId: id,
    channel: 'email',
    to: account.to,
    templateId,
    locale: 'zh-CN',
    variables: {
      login: account.login,
      trackUrl: `${env().publicBaseUrl}/console/invitation?token=${token}`,
    },
    now,
  });
  return null;
}
