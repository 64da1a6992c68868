import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { endedNotice, noticeState } from './notice-rules';
import { readNotice, writeNotice } from './notice-store';

/**
 * Ends a running notice now, from the command line; one that has not begun yet is taken back (endedNotice).
 * @throws DomainError no_such_page when there is no such notice or it has ended; forbidden
 */
export async function endNotice(
  actor: Actor,
  id: string,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'system');
  const now = deps.clock.now();
  await transaction(async (tx) => {
    const notice = await readNotice(tx, id, { lock: true });
    if (!notice || !['running', 'planned'].includes(noticeState(notice, now)))
      throw new DomainError('no_such_page');
    await writeNotice(tx, id, endedNotice(notice, now), now);
    await audit(tx, {
      jurisdictionCode: notice.jurisdictionCode,
      actor,
      action: 'notice.end',
      subjectKind: 'notice',
      subjectId: id,
    });
  });
}
