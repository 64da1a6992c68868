import { systemClock, type Clock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { configuredSmsProvider } from '@/lib/telephony/sms-providers';
import { currentTexts } from './message-texts';
import { renderSms } from './render';
import type { MessageChannel } from './prepare-message';
import type { Sender } from './senders/contract';
import { emailSender } from './senders/email';
import { smsSender } from './senders/sms';

/** What the jobs of this module need from outside. */
export interface NotifyDeps {
  clock: Clock;
  /** Null: the channel is not configured. */
  senders: Record<MessageChannel, Sender | null>;
}

let held: NotifyDeps | undefined;

/** The configured senders, made on first use and kept for the process. */
export function notifyDeps(): NotifyDeps {
  if (held) return held;
  const provider = configuredSmsProvider(async (id, variables) =>
    renderSms(id, variables, await currentTexts(id)),
  );
  const { smtpUrl, mailFrom, publicBaseUrl } = env();
  held = {
    clock: systemClock,
    senders: {
      sms: provider && smsSender(provider),
      email: emailSender({ smtpUrl, from: mailFrom, publicBaseUrl }),
    },
  };
  return held;
}

/** Closes idle connections, for a clean stop. */
export function closeNotify(): void {
  for (const sender of Object.values(held?.senders ?? {})) sender?.close();
  held = undefined;
}
