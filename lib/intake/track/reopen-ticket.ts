import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { queueDeskMessage } from '@/lib/routing/queue-desk-message';
import { changeStatus } from '@/lib/tickets/change-status';
import { reference } from '@/lib/tickets/reference';
import { restartDeadline } from '@/lib/tickets/restart-deadline';
import type { TrackProof } from '@/lib/tickets/track-proof';
import { ACT_LIMITS, formId, needed, parseAct } from './act-input';
import { actOnce, type ActOutcome } from './act-once';

const schema = z.object({ formId, text: needed(ACT_LIMITS.reason) });

/**
 * Has a closed ticket dealt with again, once, within seven days, with a reason; its time begins anew.
 * @param input {formId, text: the reason}
 * @throws DomainError invalid_input, act_not_closed, act_reopen_late, act_reopened_before, form_used, not_found, forbidden
 */
export async function reopenTicket(
  actor: Actor,
  proof: TrackProof,
  input: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ActOutcome> {
  assertActor(actor, 'public');
  const form = parseAct(schema, input);
  const { text } = form;
  const now = deps.clock.now();
  const facts = await reference();
  return actOnce(
    proof,
    { act: 'reopen', formId: form.formId, content: { text }, now },
    async (tx, ticket) => {
      const due = await restartDeadline(tx, ticket, facts, now);
      const { eventId } = await changeStatus(
        tx,
        ticket.key,
        { type: 'reopened', at: now, text, ...(due ? { dueAt: due } : {}) },
        actor,
        now,
      );
      await queueDeskMessage(tx, ticket, { type: 'reopen', text, eventId, now });
    },
  );
}
