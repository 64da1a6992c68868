import type { SendResult, SmsMessage, SmsProvider } from '../sms-provider';
import { callFailure, twilioClient, type TwilioAccount } from './client';
import { acknowledgeSms, isSid, OPTED_OUT, parseInboundSms, parseSmsStatus } from './sms-webhook';

/** What `twilioSms` needs. */
interface TwilioSmsOptions extends TwilioAccount {
  /** Where receipts go; `m` (our outId) is added to it. */
  statusCallbackUrl: string;
  /** Twilio carries free text, so the text is made here. */
  renderText: (templateId: string, variables: SmsMessage['variables']) => string | Promise<string>;
}

/** SMS through Twilio. It serves no mainland China numbers in both directions; it is the reference provider. */
export function twilioSms(options: TwilioSmsOptions): SmsProvider {
  const { messages } = twilioClient(options);

  async function send(message: SmsMessage): Promise<SendResult> {
    const callback = new URL(options.statusCallbackUrl);
    callback.searchParams.set('m', message.outId);
    const body = await options.renderText(message.templateId, message.variables);
    try {
      const { sid } = await messages.create({
        to: message.to,
        from: options.from,
        body,
        statusCallback: callback.toString(),
      });
      return isSid(sid) ? { outcome: 'accepted', providerId: sid } : { outcome: 'unknown', reason: 'no_sid' };
    } catch (error) {
      const { kind, reason } = callFailure(error);
      return kind === 'refused'
        ? { outcome: 'refused', reason, optedOut: reason === OPTED_OUT }
        : { outcome: kind, reason };
    }
  }

  async function findSent(message: SmsMessage, since: Date): Promise<string[] | null> {
    const body = await options.renderText(message.templateId, message.variables);
    try {
      const recent = await messages.list({ to: message.to, from: options.from, limit: 100 });
      return recent
        .filter((sent) => sent.body === body && sent.dateCreated >= since)
        .toSorted((one, other) => one.dateCreated.getTime() - other.dateCreated.getTime())
        .map(({ sid }) => sid);
    } catch {
      return null;
    }
  }

  return {
    name: 'twilio',
    capabilities: { inbound: true, media: true, freeText: true, templates: false, lookup: true },
    send,
    findSent,
    parseInbound: parseInboundSms,
    parseStatus: parseSmsStatus,
    acknowledge: acknowledgeSms,
  };
}
