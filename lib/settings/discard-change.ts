import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { readStoredChange, settleChange } from './change-store';
import { assertSettled, mayChange } from './may-change';

/**
 * Sets a proposed change aside; nothing was changed by it.
 * @returns kind and subject
 * @throws DomainError forbidden, not_found, change_settled
 */
export async function discardChange(
  actor: Actor,
  id: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<{ kind: string; subject: string }> {
  const now = deps.clock.now();
  const { staff } = await mayChange(actor, id, null);
  return transaction(async (tx) => {
    const change = await readStoredChange(tx, id, { lock: true });
    assertSettled(change, 'proposed');
    await settleChange(tx, change, 'discarded', { id: staff.accountId, at: now });
    await audit(tx, {
      jurisdictionCode: change.jurisdictionCode,
      actor: staff,
      action: 'setting.discard',
      subjectKind: change.kind,
      subjectId: change.subject,
      data: { change: change.id },
    });
    return { kind: change.kind, subject: change.subject };
  });
}
