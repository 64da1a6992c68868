import type { SmsMessage } from './message-store';

const API_VERSION = '2010-04-01';

/** GSM 03.38's basic set and, counted twice, its extension: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding */
const GSM7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
const EXTENDED = /[\^{}\\[~\]|€]/g;

/** How many parts a text takes: 160 then 153 septets, or 70 then 67 UTF-16 units. */
export function segmentsOf(text: string): number {
  if (!GSM7.test(text)) return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  const septets = text.length + (text.match(EXTENDED)?.length ?? 0);
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}

/** RFC 2822 with a numeric zone, as Twilio writes it. */
const rfc2822 = (time: string | null): string | null =>
  time === null ? null : new Date(time).toUTCString().replace('GMT', '+0000');

/** The Message resource as Twilio's REST shows it. */
export function messageResource(accountSid: string, message: SmsMessage) {
  const uri = `/${API_VERSION}/Accounts/${accountSid}/Messages/${message.sid}`;
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.dateCreated),
    date_sent: rfc2822(message.dateSent),
    date_updated: rfc2822(message.dateUpdated),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorMessage,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: String(segmentsOf(message.body)),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}
