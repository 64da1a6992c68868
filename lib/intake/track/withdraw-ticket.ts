import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { cancelUnsentWorkOrder, queueDeskMessage } from '@/lib/routing/queue-desk-message';
import { changeStatus } from '@/lib/tickets/change-status';
import type { TrackProof } from '@/lib/tickets/track-proof';
import { ACT_LIMITS, formId, needed, parseAct } from './act-input';
import { actOnce, type ActOutcome } from './act-once';

const schema = z.object({ formId, text: needed(ACT_LIMITS.reason) });

/**
 * Withdraws a ticket that is not handled yet (撤回). A work order that no desk can have seen is taken back; otherwise
 * the desk is told, behind the work order.
 * @param input {formId, text: the reason}
 * @throws DomainError invalid_input, act_withdraw_late, form_used, not_found, forbidden
 */
export async function withdrawTicket(
  actor: Actor,
  proof: TrackProof,
  input: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ActOutcome> {
  assertActor(actor, 'public');
  const form = parseAct(schema, input);
  const { text } = form;
  const now = deps.clock.now();
  return actOnce(
    proof,
    { act: 'withdrawal', formId: form.formId, content: { text }, now },
    async (tx, ticket) => {
      const { eventId } = await changeStatus(
        tx,
        ticket.key,
        { type: 'withdrawn', at: now, text },
        actor,
        now,
      );
      if (await cancelUnsentWorkOrder(tx, ticket, now)) return;
      await queueDeskMessage(tx, ticket, { type: 'withdrawal', text, eventId, now });
    },
  );
}
