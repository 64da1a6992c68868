import { createHmac } from 'node:crypto';

/**
 * Twilio's X-Twilio-Signature of a form webhook: base64(HMAC-SHA1(token, URL followed by each parameter's name and
 * value, sorted by name)), over the exact URL that is requested.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export function twilioSignature(authToken: string, url: string, parameters: Record<string, string>): string {
  const text = Object.keys(parameters)
    .sort()
    .reduce((sum, name) => sum + name + (parameters[name] ?? ''), url);
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}
