import twilio from 'twilio';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { logger } from '@/lib/platform/log';
import { readBody } from '@/lib/platform/route';

/** Twilio's forms are a few hundred bytes; the rest is not from Twilio. */
const MAX_FORM_BYTES = 64 * 1024;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * True when `signature` was made with `authToken` over this URL and every form parameter, repeated ones included
 * (https://www.twilio.com/docs/usage/security#validating-requests).
 * An empty token is never right: the SDK alone would take a signature made with one.
 */
export function isTwilioSignature(
  authToken: string,
  signature: string,
  url: string,
  form: URLSearchParams,
): boolean {
  if (authToken === '' || signature === '') return false;
  const parameters = Object.create(null) as Record<string, string | string[]>;
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    parameters[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  try {
    return twilio.validateRequest(authToken, signature, url, parameters);
  } catch {
    return false;
  }
}

/**
 * Reads a webhook form and proves that Twilio sent it.
 * @param path path and query as received; host and scheme come from the settings, never from the request
 * @throws DomainError unsupported_content_type, body_too_large, signature_missing, signature_invalid
 */
export async function readTwilioForm(request: Request, path: string): Promise<URLSearchParams> {
  const { publicBaseUrl, twilio: account } = env();
  const contentType = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (contentType !== FORM_TYPE)
    throw new DomainError('unsupported_content_type', { params: { expected: FORM_TYPE } });
  const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES)).toString('utf8'));
  const signature = request.headers.get('x-twilio-signature') ?? '';
  if (signature === '') throw new DomainError('signature_missing');
  if (account.authToken === '') logger('twilio').error('webhook refused: TWILIO_AUTH_TOKEN is not set');
  if (!isTwilioSignature(account.authToken, signature, publicBaseUrl + path, form))
    throw new DomainError('signature_invalid');
  return form;
}
