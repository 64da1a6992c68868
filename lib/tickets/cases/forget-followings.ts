import { followerIs, type ContactIndex } from '@/lib/people/contact-store';
import type { Tx } from '@/lib/platform/db';

/** Ends everything a contact follows. The rows stay as a number: that somebody met the problem is still so. @returns how many */
export async function forgetFollowingsOf(tx: Tx, { index }: ContactIndex): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE case_follower f SET person_hash = NULL, contact_kind = NULL, contact_index = NULL, contact_cipher = NULL,
       contact_key_id = NULL, confirmed_at = NULL, told_events = '{}' WHERE ${followerIs()}`,
    [index],
  );
  return rowCount;
}
