import { randomBytes } from 'node:crypto';
import { seal, unseal } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';
import { blankAnswers, type ReportAnswers } from './draft-answers';
import type { SubmittedReport } from './reply-schema';

/** A report being written without script, as it lies sealed in `web_draft`. */
export interface Draft {
  answers: ReportAnswers;
  /** What is being sent. Set before sending and kept, so that a repeated send is the same request to the byte. */
  sending: Record<string, unknown> | null;
  /** What the person was told. A draft with a receipt is never sent again. */
  receipt: SubmittedReport | null;
}

const ID = /^[0-9a-f]{32}$/;
const KEPT = '7 days';
/** What a draft is sealed under. */
export const draftContext = (id: string): string => `web-draft:${id}`;

/** A new draft's id: 128 random bits, the only key to it. */
export function newDraftId(): string {
  return randomBytes(16).toString('hex');
}

export function isDraftId(value: string): boolean {
  return ID.test(value);
}

/** The draft under an id, or null when there is none or its seven days are over. `lock` holds the row until the transaction ends. */
export async function loadDraft(tx: Tx, id: string, { lock = false } = {}): Promise<Draft | null> {
  if (!isDraftId(id)) return null;
  const { rows } = await tx.query<{ cipher: Buffer; key_id: string }>(
    `SELECT cipher, key_id FROM web_draft WHERE id = $1 AND expires_at > now()${lock ? ' FOR UPDATE' : ''}`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  const stored = JSON.parse(
    unseal({ keyId: row.key_id, cipher: row.cipher }, draftContext(id)),
  ) as Partial<Draft>;
  return {
    // A draft begun before an update may lack an answer that the form asks now.
    answers: { ...blankAnswers(), ...stored.answers },
    sending: stored.sending ?? null,
    receipt: stored.receipt ?? null,
  };
}

/** Writes a draft; each save gives it seven more days. */
export async function storeDraft(tx: Tx, id: string, draft: Draft): Promise<void> {
  const { keyId, cipher } = seal(JSON.stringify(draft), draftContext(id));
  await tx.query(
    `INSERT INTO web_draft (id, cipher, key_id, expires_at) VALUES ($1, $2, $3, now() + interval '${KEPT}')
     ON CONFLICT (id) DO UPDATE SET cipher = excluded.cipher, key_id = excluded.key_id, expires_at = excluded.expires_at`,
    [id, cipher, keyId],
  );
}
