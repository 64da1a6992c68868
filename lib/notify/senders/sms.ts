import type { SmsMessage, SmsProvider } from '@/lib/telephony/sms-provider';
import { textsChangedSince } from '../message-texts';
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
    async findSent(message, since) {
      if (!provider.capabilities.lookup) return null;
      // It is found by its text. After another text came in it would not be found, and would be sent twice.
      if (await textsChangedSince(providerTemplateId(message.templateId, message.locale), since)) return null;
      return provider.findSent(smsMessage(message), since);
    },
    close: () => undefined,
  };
}
