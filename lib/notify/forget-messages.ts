import type { Tx } from '@/lib/platform/db';

/** Removes every message about these tickets, with recipient and content. One that is under way finds nothing to settle. */
export async function forgetMessagesOf(
  tx: Tx,
  jurisdictionCodes: readonly string[],
  ticketIds: readonly string[],
): Promise<void> {
  await tx.query(
    `DELETE FROM message m USING unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE m.jurisdiction_code = k.j AND m.ticket_id = k.id`,
    [jurisdictionCodes, ticketIds],
  );
}

/**
 * Removes what an address was or was to be told, whatever it was about. Only news of the tickets in `still` that waits to
 * be sent is sent first: it goes with its ticket.
 */
export async function forgetMessagesTo(
  tx: Tx,
  addressIndex: Buffer,
  still: readonly string[],
): Promise<void> {
  await tx.query(
    `DELETE FROM message WHERE address_index = $1
       AND NOT (state IN ('queued', 'sending', 'unknown') AND ticket_id = ANY($2::uuid[]))`,
    [addressIndex, still],
  );
}
