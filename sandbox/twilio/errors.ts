import { json, type Reply } from '../http';

/** Texts as Twilio's REST answers them. Source: https://www.twilio.com/docs/api/errors */
const TEXTS = {
  20003: [401, 'Authenticate'],
  20004: [405, 'Method not allowed'],
  20404: [404, 'The requested resource {} was not found'],
  21211: [400, "Invalid 'To' Phone Number: {}"],
  21212: [400, "Invalid 'From' Number: {}"],
  21408: [
    400,
    "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {}",
  ],
  21602: [400, 'Message body is required.'],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21606: [
    400,
    "The 'From' phone number provided ({}) is not a valid message-capable Twilio phone number for this destination/account",
  ],
  21609: [400, "Invalid 'StatusCallback' URL: {}"],
  21610: [400, 'Attempt to send to unsubscribed recipient'],
  21611: [429, 'This From number has exceeded the maximum number of queued messages'],
  21612: [400, "Message cannot be sent with the current combination of 'To' ({}) and/or 'From' parameters"],
  21614: [400, "'To' number is not a valid mobile number: {}"],
  21617: [400, 'The concatenated message body exceeds the 1600 character limit'],
} as const;

export type TwilioErrorCode = keyof typeof TEXTS;

/** Twilio's error body `{code, message, more_info, status}`. */
export function twilioError(code: TwilioErrorCode, subject = ''): Reply {
  const [status, text] = TEXTS[code];
  const body = {
    code,
    message: text.replace('{}', subject),
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  };
  const reply = json(status, body, { outcome: 'refused', reason: String(code) });
  if (code === 20003) reply.headers = { ...reply.headers, 'www-authenticate': 'Basic realm="Twilio API"' };
  return reply;
}

/** The numbers Twilio reserves for tests. Source: https://www.twilio.com/docs/iam/test-credentials */
export const MAGIC_TO: Record<string, TwilioErrorCode> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
};

export const MAGIC_FROM: Record<string, TwilioErrorCode> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
};
