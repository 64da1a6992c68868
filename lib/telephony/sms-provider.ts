/** What a provider can do; callers ask here instead of naming providers. */
interface SmsCapabilities {
  /** People can write to our number. */
  inbound: boolean;
  media: boolean;
  /** The text itself may be sent. Mainland China allows registered templates only (工信部《通信短信息服务管理规定》). */
  freeText: boolean;
  /** The provider keeps the templates and takes only ids and variables. */
  templates: boolean;
  /** The provider can be asked which messages it took, so an unknown send can be settled. */
  lookup: boolean;
}

/** One SMS. `templateId` names text and language, e.g. `report-received.zh-CN`; `outId` is ours and comes back in receipts. */
export interface SmsMessage {
  /** E.164 */
  to: string;
  templateId: string;
  variables: Readonly<Record<string, string>>;
  outId: string;
}

/**
 * How one attempt ended. `refused` is final; `retry` means the message was surely not taken; `unknown` means it may
 * have been taken. `reason` is a short code, never text of the provider, which may quote the number.
 */
export type SendResult =
  | { outcome: 'accepted'; providerId: string }
  | { outcome: 'refused'; reason: string; optedOut: boolean }
  | { outcome: 'retry'; reason: string }
  | { outcome: 'unknown'; reason: string };

/** A text from a person. `keyword` is set when the provider already acted on an opt-out or opt-in word. */
export interface InboundSms {
  providerId: string;
  from: string;
  body: string;
  keyword: 'stop' | 'start' | 'help' | null;
}

/** A delivery receipt. `rank` grows along a message's life; a receipt of a lower or equal rank says nothing new. */
export interface SmsReceipt {
  /** Equal for repeats of the same receipt. */
  eventId: string;
  providerId: string;
  outId: string | null;
  state: 'sent' | 'delivered' | 'undelivered' | 'failed';
  rank: number;
  errorCode: string | null;
  optedOut: boolean;
}

/** The webhook answer in the provider's own format. */
export interface Acknowledgement {
  contentType: string;
  body: string;
}

/** A way to send and receive SMS. Implementations never throw for what the network or the provider does. */
export interface SmsProvider {
  readonly name: string;
  readonly capabilities: SmsCapabilities;
  send(message: SmsMessage): Promise<SendResult>;
  /**
   * Provider ids of messages equal to `message` that the provider took since `since`, oldest first; null when it
   * could not be asked. Only with `capabilities.lookup`.
   */
  findSent(message: SmsMessage, since: Date): Promise<string[] | null>;
  /** Null when the form is not a text from a person. */
  parseInbound(form: URLSearchParams): InboundSms | null;
  /** Null when the form is no receipt, or of a state that says nothing about delivery. */
  parseStatus(form: URLSearchParams, query: URLSearchParams): SmsReceipt | null;
  /** Answers an inbound text, with a reply when given. */
  acknowledge(reply: string | null): Acknowledgement;
}
