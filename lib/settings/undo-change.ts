import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { insertChange, readStoredChange, settleChange } from './change-store';
import { assertSettled, mayChange } from './may-change';
import { makeChange } from './make-change';

/**
 * Takes a change back by one act: what was there before is there again. The taking back is a change of its own, and can be
 * taken back itself.
 * @returns its id
 * @throws DomainError forbidden, confirm_needed, not_found, change_settled, setting_changed, invalid_input
 */
export async function undoChange(
  actor: Actor,
  id: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string> {
  const now = deps.clock.now();
  const { staff, kind } = await mayChange(actor, id, now);
  return transaction(async (tx) => {
    const change = await readStoredChange(tx, id, { lock: true });
    assertSettled(change, 'applied');
    const undoing = {
      ...change,
      id: newId(now.getTime()),
      before: change.after,
      after: change.before,
      form: {},
      undoes: change.id,
      proposedBy: staff.accountId,
      proposedAt: now,
      settledBy: staff.accountId,
      settledAt: now,
    };
    await makeChange(tx, kind, {
      ...undoing,
      from: undoing.before,
      to: undoing.after,
      actor: staff,
      action: 'setting.undo',
      now,
    });
    await insertChange(tx, undoing);
    await settleChange(tx, change, 'undone', { id: staff.accountId, at: now });
    return undoing.id;
  });
}
