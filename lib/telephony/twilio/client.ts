import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient';

/** Longest wait for one REST call. */
const TIMEOUT_MS = 10_000;
const TWILIO_API = 'https://api.twilio.com';

/** The SDK names hosts itself; this client sends its calls to the configured address. */
class RebasedClient extends twilio.RequestClient {
  constructor(private readonly apiBaseUrl: string) {
    super({ timeout: TIMEOUT_MS, keepAlive: true });
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    const { uri } = options;
    const path = uri.startsWith(TWILIO_API) ? uri.slice(TWILIO_API.length) : null;
    return super.request<T>(path === null ? options : { ...options, uri: this.apiBaseUrl + path });
  }
}

/** Account, number and address of Twilio's REST API (https://www.twilio.com/docs/usage/api). */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  from: string;
  apiBaseUrl: string;
}

/** The SDK's client for one account. */
export function twilioClient({ accountSid, authToken, apiBaseUrl }: TwilioAccount): twilio.Twilio {
  return twilio(accountSid, authToken, { httpClient: new RebasedClient(apiBaseUrl), timeout: TIMEOUT_MS });
}

/** How a failed REST call is to be taken. */
interface CallFailure {
  kind: 'refused' | 'retry' | 'unknown';
  /** Twilio's error code or the socket's, e.g. `21610`, `http_503`, `ECONNRESET`. */
  reason: string;
}

/** Errors of a connection that was never made: the request cannot have arrived. */
const BEFORE_REQUEST = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);
/** A gateway that gave up waiting does not know whether the service behind it took the message. */
const GATEWAY_STATUS = new Set([408, 502, 504]);

/**
 * Sorts an error of the SDK. Its message is never used: Twilio quotes the number in it
 * (https://www.twilio.com/docs/api/errors).
 */
export function callFailure(error: unknown): CallFailure {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  if (typeof status === 'number') {
    const reason = typeof code === 'number' ? String(code) : `http_${status}`;
    if (GATEWAY_STATUS.has(status)) return { kind: 'unknown', reason };
    if (status === 429 || status >= 500) return { kind: 'retry', reason };
    // 401, 403 and 404 are faults of the account's settings; an operator mends them and the message still goes out.
    if (status === 401 || status === 403 || status === 404) return { kind: 'retry', reason };
    return { kind: 'refused', reason };
  }
  const reason = typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code : 'no_answer';
  return { kind: BEFORE_REQUEST.has(reason) ? 'retry' : 'unknown', reason };
}
