import { assertActor, type Actor } from '@/lib/platform/actor';
import { db, transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import { toSubmission } from './draft-answers';
import { loadDraft, storeDraft, type Draft } from './draft-store';
import type { SubmittedReport } from './reply-schema';
import { submitReport } from './submit-report';

/** Fixes what will be sent before it is sent: a crash in between must not let a second try send something else. */
async function freeze(id: string): Promise<Draft & { sending: Record<string, unknown> }> {
  return transaction(async (tx) => {
    const draft = await loadDraft(tx, id, { lock: true });
    if (!draft) throw new DomainError('draft_expired');
    const frozen = { ...draft, sending: draft.sending ?? toSubmission(draft.answers) };
    if (!draft.sending) await storeDraft(tx, id, frozen);
    return frozen;
  });
}

/** Lets a refused draft be changed again, unless another try has sent it meanwhile. */
async function release(id: string): Promise<void> {
  await transaction(async (tx) => {
    const draft = await loadDraft(tx, id, { lock: true });
    if (draft && !draft.receipt) await storeDraft(tx, id, { ...draft, sending: null });
  });
}

/**
 * Sends a draft as a report, once: its id is the idempotency key, and a draft that was sent answers with its receipt.
 * @throws DomainError draft_expired; invalid_input and every other refusal of submitReport, after which the draft can be changed again
 */
export async function sendDraft(
  actor: Actor,
  input: { id: string; locale: Locale },
): Promise<SubmittedReport> {
  assertActor(actor, 'public');
  const draft = await freeze(input.id);
  if (draft.receipt) return draft.receipt;
  try {
    const receipt = await submitReport(actor, draft.sending, {
      channel: 'web',
      locale: input.locale,
      idempotency: { scope: 'web-draft', key: input.id },
    });
    await storeDraft(db(), input.id, { ...draft, receipt });
    return receipt;
  } catch (error) {
    if (error instanceof DomainError) await release(input.id);
    throw error;
  }
}
