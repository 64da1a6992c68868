import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import type { TrackProof } from '@/lib/tickets/track-proof';
import { ACT_LIMITS, fieldError, formId, parseAct, uploads, written } from './act-input';
import type { ActOutcome } from './act-once';
import { sendWords } from './send-words';

const schema = z.object({ formId, text: written(ACT_LIMITS.text), photos: uploads });

/**
 * Adds words, photos or both to an open ticket and tells its desk (补充).
 * @param input {formId, text?, photos?: upload ids, at most 6}
 * @throws DomainError invalid_input, act_not_open, form_used, upload_unavailable, too_many_photos, not_found, forbidden
 */
export async function addInformation(
  actor: Actor,
  proof: TrackProof,
  input: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ActOutcome> {
  assertActor(actor, 'public');
  const words = parseAct(schema, input);
  if (words.text === '' && words.photos.length === 0)
    throw new DomainError('invalid_input', { fields: [fieldError('text', 'required')] });
  return sendWords(actor, proof, { act: 'addition', ...words, now: deps.clock.now() });
}
