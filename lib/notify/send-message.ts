import { logger } from '@/lib/platform/log';
import { claimMessage } from './claim-message';
import { notifyDeps, type NotifyDeps } from './deps';
import type { MessageKey } from './message-key';
import { settleMessage } from './settle-message';

/**
 * The job `send-message`: claim in a short transaction, send outside any, settle in another. Running it again, at
 * once or after a crash, never sends an SMS twice.
 */
export async function sendMessage(key: MessageKey, deps: NotifyDeps = notifyDeps()): Promise<void> {
  const claimed = await claimMessage(key, deps);
  const sender = claimed && deps.senders[claimed.channel];
  if (!claimed || !sender) return;
  const result = await sender.send(claimed.message);
  await settleMessage(key, result, {
    channel: claimed.channel,
    provider: sender.provider,
    number: claimed.attempt,
    now: deps.clock.now(),
  });
  logger('notify').info(
    {
      messageId: key.messageId,
      channel: claimed.channel,
      attempt: claimed.attempt,
      outcome: result.outcome,
      ...('reason' in result ? { reason: result.reason } : {}),
    },
    'message attempt',
  );
}
