import type { Tx } from '@/lib/platform/db';

/** Empties what desks were told in words about these tickets; that they were told stays. */
export async function forgetWordsToDesks(
  tx: Tx,
  jurisdictionCodes: readonly string[],
  ticketIds: readonly string[],
): Promise<void> {
  await tx.query(
    `UPDATE delivery d SET text = NULL FROM unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE d.jurisdiction_code = k.j AND d.ticket_id = k.id AND d.text IS NOT NULL`,
    [jurisdictionCodes, ticketIds],
  );
}
