import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { queueDeskMessage } from '@/lib/routing/queue-desk-message';
import { changeStatus } from '@/lib/tickets/change-status';
import type { TrackProof } from '@/lib/tickets/track-proof';
import { formId, parseAct } from './act-input';
import { actOnce, type ActOutcome } from './act-once';

const schema = z.object({ formId });

/**
 * Asks the desk to hurry (催办), once in a calendar day.
 * @param input {formId}
 * @throws DomainError invalid_input, act_not_open, act_urged_today, form_used, not_found, forbidden
 */
export async function urgeDesk(
  actor: Actor,
  proof: TrackProof,
  input: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ActOutcome> {
  assertActor(actor, 'public');
  const form = parseAct(schema, input);
  const now = deps.clock.now();
  return actOnce(proof, { act: 'urging', formId: form.formId, content: {}, now }, async (tx, ticket) => {
    const { eventId } = await changeStatus(tx, ticket.key, { type: 'urging', at: now }, actor, now);
    await queueDeskMessage(tx, ticket, { type: 'urging', eventId, now });
  });
}
