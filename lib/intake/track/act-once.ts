import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { equalBytes } from '@/lib/platform/crypto';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { lockDeliveries } from '@/lib/routing/queue-desk-message';
import type { TicketKey } from '@/lib/tickets/change-status-types';
import { lockReportedTicket, ticketKeyOf, type LockedReport } from '@/lib/tickets/lock-reported-ticket';
import { refusalOf, type ReporterAct } from '@/lib/tickets/reporter-acts';
import { TrackProof } from '@/lib/tickets/track-proof';

/** `repeated`: the same form had come before, and nothing more was done. */
export interface ActOutcome {
  repeated: boolean;
}

const SCOPE = 'track-act';

interface Act {
  act: ReporterAct;
  formId: string;
  /** What the form says; a repeat says the same. */
  content: object;
  now: Date;
}

/** Takes the form's id before any work: of two clicks at once one goes on, the other waits and sees it done. */
async function isRepeat(tx: Tx, key: TicketKey, { act, formId, content, now }: Act): Promise<boolean> {
  const hash = createHash('sha256')
    .update(canonicalJson({ act, ...content }))
    .digest();
  const { rowCount } = await tx.query(
    `INSERT INTO idempotency_key (scope, key, request_hash, jurisdiction_code, ticket_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [SCOPE, formId, hash, key.jurisdictionCode, key.ticketId, now],
  );
  if (rowCount > 0) return false;
  const { rows } = await tx.query<{ request_hash: Buffer; ticket_id: string }>(
    'SELECT request_hash, ticket_id FROM idempotency_key WHERE scope = $1 AND key = $2',
    [SCOPE, formId],
  );
  const known = rows[0];
  if (!known || known.ticket_id !== key.ticketId || !equalBytes(known.request_hash, hash))
    throw new DomainError('form_used');
  return true;
}

/**
 * One act of a reporter, once: takes the form's id, holds the deliveries and the ticket, asks whether the act is
 * possible, then does it, all in one transaction.
 * @throws DomainError not_found, form_used, what refusalOf says, and what `work` throws
 */
export async function actOnce(
  proof: TrackProof,
  act: Act,
  work: (tx: Tx, ticket: LockedReport) => Promise<void>,
): Promise<ActOutcome> {
  const trackingNumber = TrackProof.numberOf(proof);
  return transaction(async (tx) => {
    const key = await ticketKeyOf(tx, trackingNumber);
    if (await isRepeat(tx, key, act)) return { repeated: true };
    await lockDeliveries(tx, key);
    const ticket = await lockReportedTicket(tx, key);
    const refusal = refusalOf(act.act, ticket, act.now);
    if (refusal) throw new DomainError(refusal);
    await work(tx, ticket);
    await tx.query('DELETE FROM track_form WHERE id = $1', [act.formId]);
    return { repeated: false };
  });
}
