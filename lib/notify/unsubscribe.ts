import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { parseReference } from './message-key';
import { addOptOut } from './opt-out';
import type { MessageChannel } from './prepare-message';
import { isUnsubscribeLink } from './unsubscribe-link';

/**
 * Ends messages to the recipient of the one whose link was followed.
 * @throws DomainError not_found when the link is not ours
 */
export async function unsubscribe(actor: Actor, link: { reference: string; token: string }): Promise<void> {
  assertActor(actor, 'public');
  const key = parseReference(link.reference);
  if (!key || !isUnsubscribeLink(link.reference, link.token)) throw new DomainError('not_found');
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ channel: MessageChannel; address_index: Buffer }>(
      'SELECT channel, address_index FROM message WHERE jurisdiction_code = $1 AND id = $2',
      [key.jurisdictionCode, key.messageId],
    );
    const message = rows[0];
    if (!message) throw new DomainError('not_found');
    await addOptOut(tx, message.channel, message.address_index, 'link');
    await audit(tx, {
      jurisdictionCode: key.jurisdictionCode,
      actor,
      action: 'unsubscribe',
      subjectKind: 'message',
      subjectId: key.messageId,
    });
  });
}
