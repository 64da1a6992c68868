import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { TrackProof } from '@/lib/tickets/track-proof';

/** What was typed into a refused form, and why it was refused, for the page that shows it again. */
const kept = z.object({
  number: z.string(),
  act: z.string(),
  fields: z.record(z.string(), z.string()),
  /** Photos that arrived and are good. */
  photos: z.array(z.string()),
  errors: z.array(z.object({ field: z.string(), zh: z.string(), en: z.string() })),
});
export type KeptForm = z.infer<typeof kept>;

const ID = /^[0-9a-f]{32}$/;
/** What a kept form is sealed under. */
export const keptFormContext = (id: string): string => `track-form:${id}`;

/** A new form's id: its idempotency key, and the only key to what was typed. */
export function newFormId(): string {
  return randomBytes(16).toString('hex');
}

/** The given id when it has the shape of one, else a new one. */
export function formIdOr(id: unknown): string {
  return typeof id === 'string' && ID.test(id) ? id : newFormId();
}

/** Keeps a refused form for a day, sealed. */
export async function keepForm(id: string, form: Omit<KeptForm, 'number'>, proof: TrackProof): Promise<void> {
  const content = JSON.stringify({ ...form, number: TrackProof.numberOf(proof) });
  const { keyId, cipher } = seal(content, keptFormContext(id));
  await db().query(
    `INSERT INTO track_form (id, cipher, key_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')
     ON CONFLICT (id) DO UPDATE SET cipher = excluded.cipher, key_id = excluded.key_id, expires_at = excluded.expires_at`,
    [id, cipher, keyId],
  );
}

/** A kept form of this ticket and act, or null. */
export async function readKeptForm(id: unknown, act: string, proof: TrackProof): Promise<KeptForm | null> {
  if (typeof id !== 'string' || !ID.test(id)) return null;
  const { rows } = await db().query<{ cipher: Buffer; key_id: string }>(
    'SELECT cipher, key_id FROM track_form WHERE id = $1 AND expires_at > now()',
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  const form = kept.parse(JSON.parse(unseal({ keyId: row.key_id, cipher: row.cipher }, keptFormContext(id))));
  return form.act === act && form.number === TrackProof.numberOf(proof) ? form : null;
}
