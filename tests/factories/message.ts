import { transaction } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import type { MessageKey } from '@/lib/notify/message-key';
import { queueMessage, type MessageInput } from '@/lib/notify/prepare-message';

let count = 0;

/** A number nobody has used yet in this process. */
export function newPhone(): string {
  return `+86139${String(10_000_000 + ++count)}`;
}

/** A queued message with its job: an acknowledgement by SMS to a new number, unless told otherwise. */
export async function buildMessage(
  overrides: Partial<MessageInput<'report-received'>> = {},
): Promise<MessageKey & { to: string }> {
  const input: MessageInput<'report-received'> = {
    jurisdictionCode: '230100',
    ticketId: newId(),
    channel: 'sms',
    to: newPhone(),
    templateId: 'report-received',
    locale: 'zh-CN',
    variables: { number: String(230_100_000_000 + ++count), code: '135790' },
    now: new Date(),
    ...overrides,
  };
  const messageId = await transaction((tx) => queueMessage(tx, input));
  return { jurisdictionCode: input.jurisdictionCode, messageId, to: input.to };
}
