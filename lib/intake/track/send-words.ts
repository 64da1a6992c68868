import { db } from '@/lib/platform/db';
import type { Actor } from '@/lib/platform/actor';
import { queueDeskMessage } from '@/lib/routing/queue-desk-message';
import { addPhotos } from '@/lib/tickets/add-photos';
import { changeStatus } from '@/lib/tickets/change-status';
import type { TrackProof } from '@/lib/tickets/track-proof';
import { actOnce, type ActOutcome } from './act-once';

/** Photos by their bytes: the same form sent twice has uploaded them twice, under other ids. */
async function digestsOf(uploadIds: readonly string[]): Promise<string[]> {
  if (uploadIds.length === 0) return [];
  const { rows } = await db().query<{ sha256: string }>(
    `SELECT encode(sha256, 'hex') AS sha256 FROM upload WHERE id = ANY($1) ORDER BY 1`,
    [[...uploadIds]],
  );
  return rows.map((row) => row.sha256);
}

/** Words and photos of the reporter, into the timeline and on to the desk under their own message type. */
export async function sendWords(
  actor: Actor,
  proof: TrackProof,
  words: { act: 'addition' | 'answer'; formId: string; text: string; photos: readonly string[]; now: Date },
): Promise<ActOutcome> {
  const { act, formId, text, photos, now } = words;
  const content = { text, photos: await digestsOf(photos) };
  return actOnce(proof, { act, formId, content, now }, async (tx, ticket) => {
    const said = text === '' ? {} : { text };
    const { eventId } = await changeStatus(tx, ticket.key, { type: act, at: now, ...said }, actor, now);
    await addPhotos(tx, ticket.key, eventId, photos);
    await queueDeskMessage(tx, ticket, { type: act, ...said, eventId, now });
  });
}
