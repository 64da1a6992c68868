import type { Tx } from '@/lib/platform/db';
import type { ContactIndex } from './contact-store';

/** Removes the sessions and one-time codes of a contact, used and unused. @returns how many sessions there were */
export async function forgetSignInsOf(tx: Tx, { kind, index }: ContactIndex): Promise<number> {
  await tx.query('DELETE FROM one_time_code WHERE contact_kind = $1 AND contact_index = $2', [kind, index]);
  const { rowCount } = await tx.query(
    'DELETE FROM citizen_session WHERE contact_kind = $1 AND contact_index = $2',
    [kind, index],
  );
  return rowCount;
}
