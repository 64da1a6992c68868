import type { SmsMessage, SmsProvider } from '@/lib/telephony/sms-provider';
import { providerTemplateId } from '../render';
import type { OutgoingMessage, Sender } from './contract';

function smsMessage({ reference, to, templateId, locale, variables }: OutgoingMessage): SmsMessage {
  return { to, templateId: providerTemplateId(templateId, locale), variables, outId: reference };
}

/** SMS through a provider. No provider takes an idempotency key, so an unknown send is looked up, never repeated blindly. */
export function smsSender(provider: SmsProvider): Sender {
  return {
    provider: provider.name,
    repeatable: false,
    send: (message) => provider.send(smsMessage(message)),
    findSent: async (message, since) =>
      provider.capabilities.lookup ? provider.findSent(smsMessage(message), since) : null,
    close: () => undefined,
  };
}
