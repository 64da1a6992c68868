import type { Tx } from '@/lib/platform/db';
import { enqueue } from '@/lib/platform/jobs';
import type { TicketKey } from '../change-status-types';
import type { TicketEventType } from '../status';

/** What followers are told of. A check that failed or a return is not their business: the case is still being handled. */
const NEWS = {
  handled: 'case-handled',
  checked: 'case-closed',
  closed: 'case-closed',
  reopened: 'case-reopened',
  withdrawn: 'case-ended',
} as const satisfies Partial<Record<TicketEventType, string>>;

/** Leaves telling the followers to a job, in the transaction of the change; there may be many of them, or none. */
export async function wakeFollowerNews(
  tx: Tx,
  key: TicketKey,
  change: { type: TicketEventType; eventId: string; now: Date },
): Promise<void> {
  const { type, eventId, now } = change;
  if (!(type in NEWS)) return;
  const { rowCount } = await tx.query(
    `SELECT 1 FROM case_follower WHERE jurisdiction_code = $1 AND ticket_id = $2 AND contact_index IS NOT NULL LIMIT 1`,
    [key.jurisdictionCode, key.ticketId],
  );
  if (rowCount === 0) return;
  await enqueue(tx, 'tell-followers', {
    ...key,
    eventId,
    templateId: NEWS[type as keyof typeof NEWS],
    at: now.toISOString(),
  });
}
