import { isDatabaseAway } from '@/lib/platform/database-away';
import { db, transaction } from '@/lib/platform/db';
import { enqueue } from '@/lib/platform/jobs';
import { logger } from '@/lib/platform/log';
import { openMessage, SENDING_LOST_MS, STORED_COLUMNS, type StoredMessage } from './claim-message';
import { notifyDeps, type NotifyDeps } from './deps';
import { sendJobKey, type MessageKey } from './message-key';
import type { OutgoingMessage } from './senders/contract';
import { markAccepted, markForRetry } from './settle-message';

/** How many messages one run looks at; the next run takes the rest. */
const BATCH = 100;
/** A provider that lists no such message after this time has surely none. */
const SURELY_ABSENT_MS = 5 * 60_000;
/** A provider that cannot be asked for this long: the message stays undecided, for an operator to see. */
const GIVE_UP_MS = 24 * 3_600_000;
/** A queued message older than any pause between attempts has lost its job. */
const LOST_JOB_MS = 2 * 3_600_000;
/** Clocks of provider and server may differ. */
const CLOCK_SKEW_MS = 2 * 60_000;

type Row = StoredMessage & { jurisdiction_code: string; created_at: Date };

/**
 * The job `reconcile-messages`, every minute: interrupted sends become unknown or go again, unknown ones are settled
 * by asking the provider, and queued ones without a job get one.
 */
export async function reconcileMessages(deps: NotifyDeps = notifyDeps()): Promise<void> {
  await sweepInterrupted(deps);
  await requeueForgotten(deps);
  const { rows } = await db().query<Row>(
    `SELECT jurisdiction_code, created_at, ${STORED_COLUMNS} FROM message
      WHERE state = 'unknown' AND reason IS DISTINCT FROM 'undecided' ORDER BY updated_at LIMIT ${BATCH}`,
  );
  for (const row of rows) {
    try {
      await reconcileOne(row, deps);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      logger('notify').error({ err: error, messageId: row.id }, 'unknown message could not be looked up');
    }
  }
}

async function sweepInterrupted({ clock, senders }: NotifyDeps): Promise<void> {
  const now = clock.now();
  const repeatable = Object.entries(senders).flatMap(([channel, sender]) =>
    sender?.repeatable ? [channel] : [],
  );
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ jurisdiction_code: string; id: string; state: string }>(
      `WITH lost AS (
         SELECT jurisdiction_code, id FROM message WHERE state = 'sending' AND updated_at <= $1
          ORDER BY updated_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       UPDATE message m
          SET state = CASE WHEN m.channel = ANY($3) THEN 'queued' ELSE 'unknown' END, reason = 'interrupted', updated_at = $2
         FROM lost WHERE m.jurisdiction_code = lost.jurisdiction_code AND m.id = lost.id
       RETURNING m.jurisdiction_code, m.id, m.state`,
      [new Date(now.getTime() - SENDING_LOST_MS), now, repeatable],
    );
    for (const row of rows) {
      const key = { jurisdictionCode: row.jurisdiction_code, messageId: row.id };
      if (row.state === 'queued') await enqueue(tx, 'send-message', key, { jobKey: sendJobKey(key) });
    }
  });
}

async function requeueForgotten({ clock }: NotifyDeps): Promise<void> {
  const now = clock.now();
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ jurisdiction_code: string; id: string }>(
      `WITH forgotten AS (
         SELECT jurisdiction_code, id FROM message WHERE state = 'queued' AND updated_at <= $1
          ORDER BY updated_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       UPDATE message m SET updated_at = $2
         FROM forgotten WHERE m.jurisdiction_code = forgotten.jurisdiction_code AND m.id = forgotten.id
       RETURNING m.jurisdiction_code, m.id`,
      [new Date(now.getTime() - LOST_JOB_MS), now],
    );
    for (const row of rows) {
      const key = { jurisdictionCode: row.jurisdiction_code, messageId: row.id };
      await enqueue(tx, 'send-message', key, { jobKey: sendJobKey(key) });
    }
  });
}

/** One that cannot be opened cannot be asked about; it waits for an operator like one whose provider is silent. */
function openedMessage(key: MessageKey, row: Row): OutgoingMessage | null {
  try {
    return openMessage(key, row);
  } catch (error) {
    logger('notify').error({ err: error, messageId: row.id }, 'message cannot be opened');
    return null;
  }
}

/** Asks the provider about one unknown message. Its updated_at is when it became unknown, and stays so meanwhile. */
async function reconcileOne(row: Row, { clock, senders }: NotifyDeps): Promise<void> {
  const key: MessageKey = { jurisdictionCode: row.jurisdiction_code, messageId: row.id };
  const sender = senders[row.channel];
  const message = openedMessage(key, row);
  const now = clock.now();
  const age = now.getTime() - row.updated_at.getTime();
  const since = new Date(row.created_at.getTime() - CLOCK_SKEW_MS);
  const candidates = sender && message ? await sender.findSent(message, since) : null;
  if (!sender || candidates === null) {
    if (age >= GIVE_UP_MS) await markUndecided(key, now);
    return;
  }
  const settled = await transaction(async (tx) => {
    // Equal texts to one number: an id that another message holds is not this one's.
    const { rows } = await tx.query<{ provider_id: string }>(
      `SELECT id AS provider_id FROM unnest($2::text[]) AS candidate(id)
        WHERE NOT EXISTS (SELECT 1 FROM message WHERE provider = $1 AND provider_id = candidate.id)
        LIMIT 1`,
      [sender.provider, candidates],
    );
    const providerId = rows[0]?.provider_id;
    if (providerId !== undefined) {
      await markAccepted(tx, key, { provider: sender.provider, providerId, now });
      return 'sent';
    }
    if (age < SURELY_ABSENT_MS) return 'waiting';
    await markForRetry(tx, key, { from: 'unknown', attempt: row.attempts, reason: 'not_taken', now });
    return 'queued';
  });
  logger('notify').info(
    { messageId: key.messageId, channel: row.channel, settled },
    'unknown message looked up',
  );
}

async function markUndecided(key: MessageKey, now: Date): Promise<void> {
  await db().query(
    `UPDATE message SET reason = 'undecided', updated_at = $3
      WHERE jurisdiction_code = $1 AND id = $2 AND state = 'unknown'`,
    [key.jurisdictionCode, key.messageId, now],
  );
}
