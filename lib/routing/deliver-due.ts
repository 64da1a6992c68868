import { db } from '@/lib/platform/db';
import { logger } from '@/lib/platform/log';
import { Bell } from './bell';
import { CLAIM_LOST_MS, claimDeliveries } from './claim-deliveries';
import { deliver, deliverDeps, ticketsOf, type DeliverDeps } from './deliver';

export interface DeliverDueOptions {
  deps?: DeliverDeps;
  /** Rung when there may be more to do while the run is going on. */
  bell?: Bell;
  /** Aborted: nothing new is claimed, what is under way is finished. */
  signal?: AbortSignal;
}

/**
 * Sends what is due at a desk until nothing is left or in flight, keeping the desk's allowance busy: new ones are claimed
 * when half of it is free, so that a claim serves several sends. A hung desk costs its own allowance only.
 * @returns how many attempts were made
 */
export async function deliverDue(deskCode: string, options: DeliverDueOptions = {}): Promise<number> {
  const { deps = deliverDeps, bell = new Bell(), signal } = options;
  let flying = 0;
  let attempts = 0;
  let wakeAt = 0;
  try {
    for (;;) {
      bell.reset();
      const batch = signal?.aborted ? undefined : await claimDeliveries(deskCode, deps.clock.now());
      const claimed = batch?.claimed ?? [];
      const tickets = await ticketsOf(claimed);
      for (const delivery of claimed) {
        flying += 1;
        attempts += 1;
        void deliver(batch!.desk, delivery, tickets.get(delivery.ticketId), deps)
          .catch((error: unknown) => {
            // The claim grows old and the same id is sent again.
            logger('deliver').error(
              { err: error, deliveryId: delivery.id, deskCode },
              'delivery not settled',
            );
          })
          .finally(() => {
            flying -= 1;
            if (flying <= wakeAt) bell.ring();
          });
      }
      if (flying === 0 && !bell.rung) return attempts;
      const half = Math.floor((batch?.desk.maxInFlight ?? 0) / 2);
      wakeAt = flying > half ? half : flying - 1;
      await bell.wait();
    }
  } finally {
    while (flying > 0) {
      bell.reset();
      wakeAt = flying - 1;
      await bell.wait();
    }
  }
}

/** Desks that have something to send now: new deliveries, retries whose time has come, claims of dead workers. */
export async function desksWithDueDeliveries(now: Date): Promise<string[]> {
  const { rows } = await db().query<{ code: string }>(
    `SELECT d.code FROM desk d LEFT JOIN desk_health h ON h.desk_code = d.code
     WHERE d.active AND NOT d.paused AND (h.open_until IS NULL OR h.open_until <= $1)
       AND (EXISTS (SELECT 1 FROM delivery p WHERE p.jurisdiction_code = d.jurisdiction_code AND p.desk_code = d.code
                      AND p.state = 'pending' AND p.next_attempt_at <= $1)
         OR EXISTS (SELECT 1 FROM delivery s WHERE s.jurisdiction_code = d.jurisdiction_code AND s.desk_code = d.code
                      AND s.state = 'sending' AND s.claimed_at < $2))`,
    [now, new Date(now.getTime() - CLAIM_LOST_MS)],
  );
  return rows.map((row) => row.code);
}

/** Deliveries that wait behind nothing any more become due: for whatever ended the one before without telling them. */
export async function releaseForgottenFollowers(now: Date): Promise<number> {
  const { rowCount } = await db().query(
    `UPDATE delivery d SET next_attempt_at = $1
     WHERE d.state = 'pending' AND d.next_attempt_at = 'infinity' AND NOT EXISTS (
       SELECT 1 FROM delivery e WHERE e.jurisdiction_code = d.jurisdiction_code AND e.ticket_id = d.ticket_id
         AND e.desk_code = d.desk_code AND e.sequence < d.sequence AND e.state IN ('pending', 'sending', 'dead'))`,
    [now],
  );
  return rowCount;
}

/** Puts every claim back: only for a worker that knows it is the only one alive. */
export async function releaseAllClaims(): Promise<number> {
  const { rowCount } = await db().query(
    `UPDATE delivery SET state = 'pending', claimed_at = NULL WHERE state = 'sending'`,
  );
  return rowCount;
}
