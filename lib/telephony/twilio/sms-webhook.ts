import twilio from 'twilio';
import type { Acknowledgement, InboundSms, SmsReceipt } from '../sms-provider';

/** The recipient sent STOP; Twilio itself refuses further messages (https://www.twilio.com/docs/api/errors/21610). */
export const OPTED_OUT = '21610';
const SID = /^[A-Za-z0-9]{1,64}$/;

/** Twilio's message states by how far the message has come (https://www.twilio.com/docs/messaging/api/message-resource). */
const RECEIPTS = new Map<string, Pick<SmsReceipt, 'rank' | 'state'>>([
  ['accepted', { rank: 1, state: 'sent' }],
  ['scheduled', { rank: 1, state: 'sent' }],
  ['queued', { rank: 1, state: 'sent' }],
  ['sending', { rank: 2, state: 'sent' }],
  ['sent', { rank: 3, state: 'sent' }],
  ['delivered', { rank: 4, state: 'delivered' }],
  ['read', { rank: 4, state: 'delivered' }],
  ['undelivered', { rank: 4, state: 'undelivered' }],
  ['failed', { rank: 4, state: 'failed' }],
  ['canceled', { rank: 4, state: 'failed' }],
]);

/** True for a message or call id of Twilio's. */
export const isSid = (text: string): boolean => SID.test(text);

/** Twilio's inbound webhook (https://www.twilio.com/docs/messaging/guides/webhook-request). */
export function parseInboundSms(form: URLSearchParams): InboundSms | null {
  const providerId = form.get('MessageSid') ?? '';
  const from = form.get('From') ?? '';
  if (!isSid(providerId) || from === '') return null;
  const keyword = (form.get('OptOutType') ?? '').toLowerCase();
  return {
    providerId,
    from,
    body: form.get('Body') ?? '',
    keyword: keyword === 'stop' || keyword === 'start' || keyword === 'help' ? keyword : null,
  };
}

/** Twilio's status callback (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status). */
export function parseSmsStatus(form: URLSearchParams, query: URLSearchParams): SmsReceipt | null {
  const providerId = form.get('MessageSid') ?? '';
  const status = form.get('MessageStatus') ?? '';
  const known = RECEIPTS.get(status);
  if (!isSid(providerId) || !known) return null;
  const errorCode = /^\d{1,6}$/.exec(form.get('ErrorCode') ?? '')?.[0] ?? null;
  return {
    ...known,
    eventId: `status:${providerId}:${status}`,
    providerId,
    outId: query.get('m'),
    errorCode,
    optedOut: errorCode === OPTED_OUT,
  };
}

/** TwiML that answers an inbound text. */
export function acknowledgeSms(reply: string | null): Acknowledgement {
  const response = new twilio.twiml.MessagingResponse();
  if (reply !== null) response.message(reply);
  return { contentType: 'text/xml; charset=utf-8', body: response.toString() };
}
