import type { SandboxConfig } from '../config';
import { json, type Reply } from '../http';
import { MAGIC_FROM, MAGIC_TO, twilioError } from './errors';
import { sid, type MessageStore, type SmsMessage } from './message-store';
import { messageResource } from './resource';

/** E.164: https://www.twilio.com/docs/glossary/what-e164 */
export const isNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

interface Draft {
  from: string;
  messagingServiceSid: string | null;
  to: string;
  body: string;
  media: string[];
  statusCallback: string | null;
}

function draftOf(form: URLSearchParams, config: SandboxConfig): Draft | Reply {
  const to = form.get('To') ?? '';
  const body = form.get('Body') ?? '';
  const media = form.getAll('MediaUrl');
  const service = form.get('MessagingServiceSid');
  const from = form.get('From') ?? (service === null ? '' : config.twilio.from);
  const callback = form.get('StatusCallback');
  if (to === '') return twilioError(21604);
  const magicTo = MAGIC_TO[to];
  if (magicTo !== undefined) return twilioError(magicTo, to);
  if (!isNumber(to)) return twilioError(21211, to);
  if (from === '') return twilioError(21603);
  const magicFrom = MAGIC_FROM[from];
  if (magicFrom !== undefined) return twilioError(magicFrom, from);
  if (!isNumber(from)) return twilioError(21212, from);
  if (from !== config.twilio.from) return twilioError(21606, from);
  if (body === '' && media.length === 0) return twilioError(21602);
  if (Array.from(body).length > 1600) return twilioError(21617);
  if (callback !== null && !(URL.canParse(callback) && /^https?:$/.test(new URL(callback).protocol))) {
    return twilioError(21609, callback);
  }
  return { from, messagingServiceSid: service, to, body, media, statusCallback: callback };
}

/** A new message resource in the state in which Twilio answers it. */
export function newMessage(draft: Draft, direction: SmsMessage['direction']): SmsMessage {
  const now = new Date().toISOString();
  return {
    sid: sid(draft.media.length > 0 ? 'MM' : 'SM'),
    messagingServiceSid: draft.messagingServiceSid,
    from: draft.from,
    to: draft.to,
    body: draft.body,
    direction,
    status: draft.messagingServiceSid === null ? 'queued' : 'accepted',
    errorCode: null,
    errorMessage: null,
    media: draft.media.map((url) => ({ sid: sid('ME'), contentType: 'image/jpeg', url })),
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
    statusCallback: draft.statusCallback,
  };
}

/** `POST …/Messages.json`: Twilio has no idempotency key, so each accepted call is one message. */
export function createMessage(
  form: URLSearchParams,
  config: SandboxConfig,
  store: MessageStore,
  start: (message: SmsMessage) => void,
): Reply {
  const draft = draftOf(form, config);
  if ('status' in draft) return draft;
  if (store.hasOptedOut(draft.to, draft.from)) return twilioError(21610);
  const message = newMessage(draft, 'outbound-api');
  const reply = json(201, messageResource(config.twilio.accountSid, message), { messageSid: message.sid });
  store.add(message);
  start(message);
  return reply;
}
