import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import type { TrackProof } from '@/lib/tickets/track-proof';
import { ACT_LIMITS, formId, needed, parseAct, uploads } from './act-input';
import type { ActOutcome } from './act-once';
import { sendWords } from './send-words';

const schema = z.object({ formId, text: needed(ACT_LIMITS.text), photos: uploads });

/**
 * Answers what the desk asked; one answer ends every question that is open.
 * @param input {formId, text, photos?: upload ids, at most 6}
 * @throws DomainError invalid_input, act_no_question, form_used, upload_unavailable, too_many_photos, not_found, forbidden
 */
export async function answerQuestion(
  actor: Actor,
  proof: TrackProof,
  input: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ActOutcome> {
  assertActor(actor, 'public');
  return sendWords(actor, proof, {
    act: 'answer',
    ...parseAct(schema, input),
    now: deps.clock.now(),
  });
}
