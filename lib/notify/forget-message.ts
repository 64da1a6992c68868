import { assertActor, type Actor } from '@/lib/platform/actor';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { MessageKey } from './message-key';

/**
 * The job `forget-message`: removes a message once it has been sent or given up, with the address in it. Until then it
 * fails, and is tried again later.
 * @throws DomainError unavailable while the message is still to be sent, forbidden
 */
export async function forgetMessage(actor: Actor, key: MessageKey): Promise<void> {
  assertActor(actor, 'system');
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ state: string }>(
      'SELECT state FROM message WHERE jurisdiction_code = $1 AND id = $2 FOR UPDATE',
      [key.jurisdictionCode, key.messageId],
    );
    if (rows[0] && ['queued', 'sending', 'unknown'].includes(rows[0].state))
      throw new DomainError('unavailable');
    await tx.query('DELETE FROM message WHERE jurisdiction_code = $1 AND id = $2', [
      key.jurisdictionCode,
      key.messageId,
    ]);
  });
}
