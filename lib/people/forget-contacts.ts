import type { Tx } from '@/lib/platform/db';

/** Removes the contacts of these tickets. @returns how many there were */
export async function forgetContactsOf(
  tx: Tx,
  jurisdictionCodes: readonly string[],
  ticketIds: readonly string[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM reporter r USING unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE r.jurisdiction_code = k.j AND r.ticket_id = k.id`,
    [jurisdictionCodes, ticketIds],
  );
  return rowCount;
}
