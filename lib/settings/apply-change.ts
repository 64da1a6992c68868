import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { assertSettled, mayChange } from './may-change';
import { makeChange } from './make-change';
import { readStoredChange, settleChange } from './change-store';

/**
 * Makes a proposed change, if what it changes is still as it was seen.
 * @throws DomainError forbidden, confirm_needed, not_found, change_settled, setting_changed, invalid_input
 */
export async function applyChange(
  actor: Actor,
  id: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  const { staff, kind } = await mayChange(actor, id, now);
  await transaction(async (tx) => {
    const change = await readStoredChange(tx, id, { lock: true });
    assertSettled(change, 'proposed');
    await makeChange(tx, kind, {
      ...change,
      from: change.before,
      to: change.after,
      actor: staff,
      action: 'setting.apply',
      now,
    });
    await settleChange(tx, change, 'applied', { id: staff.accountId, at: now });
  });
}
