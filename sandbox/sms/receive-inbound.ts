import type { SandboxConfig } from '../config';
import type { Faults } from '../faults';
import type { Answer } from '../http';
import type { Overtaking } from '../overtaking';
import type { PeerLog } from '../peer-log';
import { pause } from '../timers';
import { isNumber, newMessage } from '../twilio/create-message';
import { postWebhook } from '../twilio/deliver';
import { sid, type Media, type SmsMessage } from '../twilio/message-store';
import type { TwilioGateway } from '../twilio/peer';
import { segmentsOf } from '../twilio/resource';
import { PROVIDER_REPLIES, optOutTypeOf } from './opt-out';
import { readTwiml } from './twiml';

export const WEBHOOK_PATH = '/api/hooks/twilio/sms';

export interface Inbound {
  from: string;
  to: string;
  body: string;
  media: Media[];
}

/** What became of one message a handset sent. */
export interface InboundResult {
  messageSid: string;
  webhook: {
    state: 'answered' | 'held' | 'no_answer';
    status?: number;
    contentType?: string;
    body?: string;
    error?: unknown;
  };
  replies: { sid: string; to: string; body: string }[];
}

function mediaOf(value: unknown): Media | string {
  if (typeof value === 'string' && /^https?:\/\//.test(value)) {
    return {
      sid: sid('ME'),
      contentType: /\.png($|\?)/i.test(value) ? 'image/png' : 'image/jpeg',
      url: value,
    };
  }
  const { contentType, base64 } = (value ?? {}) as Record<string, unknown>;
  if (
    typeof contentType === 'string' &&
    /^[\w.+-]+\/[\w.+-]+$/.test(contentType) &&
    typeof base64 === 'string'
  ) {
    return { sid: sid('ME'), contentType, content: base64 };
  }
  return 'media must be http(s) URLs or {contentType, base64}';
}

/** Reads `{from, body, to?, media?}`; the string says what is wrong. */
export function parseInbound(input: Record<string, unknown>, config: SandboxConfig): Inbound | string {
  const { from, to = config.twilio.from, body = '', media = [] } = input;
  if (typeof from !== 'string' || !isNumber(from)) return 'from must be a number like +8613800000000';
  if (typeof to !== 'string' || !isNumber(to)) return 'to must be a number like +15005550006';
  if (typeof body !== 'string' || body.length > 1600) return 'body must be a text of at most 1600 characters';
  const list: unknown[] = Array.isArray(media) ? media : [media];
  if (list.length > 10) return 'at most 10 pictures';
  const items = list.map(mediaOf);
  const fault = items.find((item): item is string => typeof item === 'string');
  if (fault !== undefined) return fault;
  if (body === '' && items.length === 0) return 'body or media is needed';
  return { from, to, body, media: items.filter((item): item is Media => typeof item !== 'string') };
}

/** The form of https://www.twilio.com/docs/messaging/guides/webhook-request */
function parametersOf(message: SmsMessage, config: SandboxConfig): Record<string, string> {
  const { accountSid } = config.twilio;
  const type = optOutTypeOf(message.body);
  const country = (number: string) => (number.startsWith('+86') ? 'CN' : number.startsWith('+1') ? 'US' : '');
  const parameters: Record<string, string> = {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    Body: message.body,
    From: message.from,
    FromCity: '',
    FromCountry: country(message.from),
    FromState: '',
    FromZip: '',
    MessageSid: message.sid,
    NumMedia: String(message.media.length),
    NumSegments: String(segmentsOf(message.body)),
    SmsMessageSid: message.sid,
    SmsSid: message.sid,
    SmsStatus: 'received',
    To: message.to,
    ToCity: '',
    ToCountry: country(message.to),
    ToState: '',
    ToZip: '',
    ...(type !== null && { OptOutType: type }),
  };
  for (const [index, item] of message.media.entries()) {
    const own = `${config.ownUrl}/twilio/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}/Media/${item.sid}`;
    parameters[`MediaUrl${index}`] = item.url ?? own;
    parameters[`MediaContentType${index}`] = item.contentType;
  }
  return parameters;
}

/**
 * A handset sends a text: the provider acts on its own words, posts the signed webhook and sends the TwiML replies.
 * Faults of the network: late (latencyMs), twice (duplicate), overtaking (reorder), answer lost (dropReplies).
 */
export async function receiveInbound(
  inbound: Inbound,
  gateway: TwilioGateway,
  config: SandboxConfig,
  tools: { faults: Faults; log: PeerLog; overtaking: Overtaking },
): Promise<InboundResult> {
  const { store, delivery } = gateway;
  const { from, to, body } = inbound;
  const draft = { from, to, body, messagingServiceSid: null, media: [], statusCallback: null };
  const message: SmsMessage = {
    ...newMessage(draft, 'inbound'),
    ...(inbound.media.length > 0 && { sid: sid('MM') }),
    status: 'received',
    media: inbound.media,
    dateSent: new Date().toISOString(),
  };
  store.add(message);
  const type = optOutTypeOf(body);
  if (type === 'STOP' || type === 'START') store.optOut(from, to, type === 'STOP');
  const result: InboundResult = { messageSid: message.sid, webhook: { state: 'held' }, replies: [] };
  const reply = (text: string, target = from, statusCallback: string | null = null, media: string[] = []) => {
    const answer = newMessage(
      { from: to, to: target, body: text, messagingServiceSid: null, media, statusCallback },
      'outbound-reply',
    );
    store.add(answer);
    delivery.start(answer);
    result.replies.push({ sid: answer.sid, to: target, body: text });
  };
  if (type !== null) reply(PROVIDER_REPLIES[type]);

  const parameters = parametersOf(message, config);
  const url = `${config.publicBaseUrl}${WEBHOOK_PATH}`;
  const token = crypto.randomUUID();
  const line = { direction: 'out', method: 'POST', path: WEBHOOK_PATH, messageSid: message.sid } as const;
  let answered = false;

  const act = (answer: Answer): void => {
    const contentType = String(answer.headers['content-type'] ?? '');
    const text = answer.body.toString('utf8');
    const twiml = readTwiml(answer.status, contentType, text);
    const fault = 'error' in twiml ? twiml.error : undefined;
    tools.log.write({
      ...line,
      status: answer.status,
      outcome: fault ? 'not_acknowledged' : 'acknowledged',
      ...(fault && { reason: `${fault.code} ${fault.reason}` }),
    });
    // The same message posted twice is one event to the handset: only the first answer is played.
    if (answered) return;
    answered = true;
    result.webhook = {
      state: 'answered',
      status: answer.status,
      contentType,
      body: text,
      ...(fault && { error: fault }),
    };
    if ('error' in twiml) return;
    for (const item of twiml.messages) {
      const target = item.to ?? from;
      if (store.hasOptedOut(target, to))
        tools.log.write({ ...line, status: null, outcome: 'blocked', reason: '21610' });
      else reply(item.body, target, absolute(item.statusCallback, config), item.media);
    }
  };
  const post = async (): Promise<void> => {
    const dropAnswer = tools.faults.hits('dropReplies');
    try {
      act(await postWebhook(config, url, parameters, { token, dropAnswer }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tools.log.write({ ...line, status: null, outcome: 'no_answer', reason });
      if (!answered) result.webhook = { state: 'no_answer', error: { code: 11200, reason } };
    }
  };
  await pause(tools.faults.settings.latencyMs);
  await tools.overtaking.run(post);
  return result;
}

const absolute = (callback: string | undefined, config: SandboxConfig): string | null =>
  callback === undefined ? null : new URL(callback, `${config.publicBaseUrl}${WEBHOOK_PATH}`).href;
