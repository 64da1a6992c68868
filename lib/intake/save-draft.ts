import { assertActor, type Actor } from '@/lib/platform/actor';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { blankAnswers, type ReportAnswers } from './draft-answers';
import { loadDraft, newDraftId, storeDraft, type Draft } from './draft-store';

/**
 * Changes the answers of a draft, or begins one when no id is given. Nothing is audited: a draft is its writer's own
 * until it is sent. A draft that is being sent or was sent is left as it is, so that a second try sends the same.
 * @param change from the answers as stored to the answers to keep
 * @returns the id and the draft as it now stands
 * @throws DomainError draft_expired
 */
export async function saveDraft(
  actor: Actor,
  input: { id: string | null; change: (answers: ReportAnswers) => ReportAnswers },
): Promise<{ id: string; draft: Draft }> {
  assertActor(actor, 'public');
  return transaction(async (tx) => {
    const id = input.id ?? newDraftId();
    const known = input.id
      ? await loadDraft(tx, input.id, { lock: true })
      : { answers: blankAnswers(), sending: null, receipt: null };
    if (!known) throw new DomainError('draft_expired');
    if (known.sending) return { id, draft: known };
    const draft = { ...known, answers: input.change(known.answers) };
    await storeDraft(tx, id, draft);
    return { id, draft };
  });
}
