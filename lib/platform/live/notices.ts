import { z } from 'zod';
import type { Tx } from '../db';

/** The channel of PostgreSQL's LISTEN and NOTIFY on which every web process hears the same. */
export const LIVE_CHANNEL = 'portal_live';

/** What the console can be told has changed. */
export const LIVE_TOPICS = ['tickets', 'deliveries', 'accounts', 'settings'] as const;
export type LiveTopic = (typeof LIVE_TOPICS)[number];

/** Some fifty ids; a change of more rows than fit names none of them. (PostgreSQL refuses 8,000 bytes.) */
const MOST_BYTES = 2_000;

const word = z.string().regex(/^[\w.@-]{1,64}$/);

/** Something changed: ids and codes only, never what it says. */
const change = z.strictObject({
  topic: z.enum(LIVE_TOPICS),
  /** Jurisdictions it concerns; who may see the topic in one of them is told. */
  places: z.array(word).min(1),
  /** The rows; left out when they are too many. */
  ids: z.array(word).optional(),
  /** Codes of what was done. */
  acts: z.array(word).optional(),
});
export type LiveChange = z.output<typeof change>;

/** `sessions` names nobody: whoever hears it asks anew who is still signed in. */
const notice = z.discriminatedUnion('topic', [change, z.strictObject({ topic: z.literal('sessions') })]);
export type LiveNotice = z.output<typeof notice>;

/**
 * Tells the consoles in every web process, when this transaction commits and only then. It takes a lock of the whole cluster
 * until the commit has ended, so what happens many times a second is told by lib/worker/tell-sealed instead (decision 78).
 */
export async function tell(tx: Tx, told: LiveNotice): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, payloadOf(told)]);
}

function payloadOf(told: LiveNotice): string {
  const whole = JSON.stringify(told);
  if (Buffer.byteLength(whole) <= MOST_BYTES || told.topic === 'sessions') return whole;
  const { ids: _ids, ...rest } = told;
  return JSON.stringify(rest);
}

/** A notification's text; undefined for what is none of ours. */
export function parseNotice(text: string): LiveNotice | undefined {
  try {
    return notice.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
