import type { Locale } from '@/lib/platform/i18n/locales';
import type { SendResult } from '@/lib/telephony/sms-provider';
import type { TemplateId } from '../templates';

/** A message ready to leave. `reference` is ours and never changes between attempts. */
export interface OutgoingMessage {
  reference: string;
  to: string;
  templateId: TemplateId;
  locale: Locale;
  variables: Readonly<Record<string, string>>;
}

/** One way of telling people. Never throws for what the network or the other side does. */
export interface Sender {
  /** Stored with the message, so that receipts find it. */
  readonly provider: string;
  /** The other side recognises a repeat by our reference, so an attempt of unknown outcome may be made again. */
  readonly repeatable: boolean;
  send(message: OutgoingMessage): Promise<SendResult>;
  /** Provider ids of equal messages taken since `since`; null when it cannot be told. */
  findSent(message: OutgoingMessage, since: Date): Promise<string[] | null>;
  close(): void;
}
