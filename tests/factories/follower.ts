import { openMessage, STORED_COLUMNS, type StoredMessage } from '@/lib/notify/claim-message';
import { sendOneTimeCode } from '@/lib/notify/send-one-time-code';
import { requestCode } from '@/lib/people/request-code';
import { db } from '@/lib/platform/db';
import { confirmFollower } from '@/lib/tickets/cases/confirm-follower';
import { followCase } from '@/lib/tickets/cases/follow-case';
import { FollowerProof, followerQuery, type FollowerKey } from '@/lib/tickets/cases/follower-proof';
import type { BuiltCase } from './case';
import { newPhone } from './message';
import { newForm } from './reporter';

let person = 0;
/** Somebody at an address of their own. */
export const somebody = () => ({ kind: 'public' as const, address: `203.0.113.${++person % 250}` });

/** The proof that a follower's link gives. */
export const followerProofOf = (key: FollowerKey) => {
  const { f, t } = followerQuery(key);
  return FollowerProof.byLink(f, t);
};
/** "I met this too", in a browser of its own unless one is named. */
export const follow = (item: BuiltCase, browser = newForm()) =>
  followCase(somebody(), { caseId: item.caseId, browser, locale: 'zh-CN' });
/** What was told about a ticket or code, opened. */
export async function messagesOf(id: string) {
  const { rows } = await db().query<StoredMessage & { jurisdiction_code: string }>(
    `SELECT jurisdiction_code, ${STORED_COLUMNS} FROM message WHERE ticket_id = $1 ORDER BY created_at, id`,
    [id],
  );
  return rows.map((row) => ({
    ...openMessage({ jurisdictionCode: row.jurisdiction_code, messageId: row.id }, row)!,
  }));
}

/** A follower asks for a code as the page does; the six digits as they arrived. */
export async function askCode(contact: string): Promise<{ codeId: string; code: string }> {
  const codeId = await requestCode(somebody(), {
    contact,
    locale: 'zh-CN',
    purpose: 'follow',
    path: '/x?f=1',
  });
  await sendOneTimeCode(codeId);
  return { codeId, code: (await messagesOf(codeId))[0]!.variables.code! };
}

/** Somebody who follows by a proven contact. */
export async function confirmed(
  item: BuiltCase,
  contact = newPhone(),
): Promise<FollowerKey & { contact: string }> {
  const { key } = await follow(item);
  await confirmFollower(somebody(), followerProofOf(key), { ...(await askCode(contact)), locale: 'zh-CN' });
  return { ...key, contact };
}
