import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';

/**
 * Ends a running notice now. One that has not begun yet is taken back: it was never seen, so it shall not stand among
 * those that ended.
 * @throws DomainError no_such_page when there is no such notice or it has ended; forbidden
 */
export async function endNotice(
  actor: Actor,
  id: string,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'system');
  if (!z.uuid().safeParse(id).success) throw new DomainError('no_such_page');
  const now = deps.clock.now();
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ jurisdiction_code: string }>(
      `UPDATE notice SET updated_at = $2, published = starts_at < $2,
         ends_at = CASE WHEN starts_at < $2 THEN $2 ELSE ends_at END
       WHERE id = $1 AND published AND (ends_at IS NULL OR ends_at > $2) RETURNING jurisdiction_code`,
      [id, now],
    );
    if (!rows[0]) throw new DomainError('no_such_page');
    await audit(tx, {
      jurisdictionCode: rows[0].jurisdiction_code,
      actor,
      action: 'notice.end',
      subjectKind: 'notice',
      subjectId: id,
    });
  });
}
