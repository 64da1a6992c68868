import { parseXml, type XmlElement } from '../xml';

export interface TwimlMessage {
  body: string;
  to?: string;
  media: string[];
  statusCallback?: string;
}

/** What Twilio does with a webhook's answer: messages to send, or an error of its debugger. */
export type TwimlResult = { messages: TwimlMessage[] } | { error: { code: number; reason: string } };

function messageOf(element: XmlElement): TwimlMessage {
  const named = (name: string) =>
    element.children.filter((child) => child.name === name).map((child) => child.text.trim());
  const { to, statusCallback, action } = element.attributes;
  const callback = statusCallback ?? action;
  return {
    body: named('Body').join('') || element.text.trim(),
    media: named('Media'),
    ...(to !== undefined && { to }),
    ...(callback !== undefined && { statusCallback: callback }),
  };
}

/**
 * Reads the answer to an incoming message. TwiML is `<Response>` with `<Message>`; plain text is one message.
 * Source: https://www.twilio.com/docs/messaging/twiml, error codes https://www.twilio.com/docs/api/errors
 */
export function readTwiml(status: number, contentType: string, body: string): TwimlResult {
  if (status < 200 || status >= 300)
    return { error: { code: 11200, reason: `HTTP retrieval failure: ${status}` } };
  if (body.trim() === '') return { messages: [] };
  if (contentType.startsWith('text/plain')) return { messages: [{ body, media: [] }] };
  if (!/^(text|application)\/xml\b/.test(contentType)) {
    return { error: { code: 12300, reason: `Invalid Content-Type: ${contentType}` } };
  }
  try {
    const root = parseXml(body.trim());
    if (root.name !== 'Response') return { error: { code: 12200, reason: 'root element is not <Response>' } };
    const foreign = root.children.find((child) => child.name !== 'Message');
    if (foreign) return { error: { code: 12200, reason: `<${foreign.name}> is not played by this sandbox` } };
    return { messages: root.children.map(messageOf) };
  } catch (error) {
    return { error: { code: 12100, reason: error instanceof Error ? error.message : String(error) } };
  }
}
