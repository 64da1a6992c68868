import { randomBytes } from 'node:crypto';
import { CappedList } from '../capped-list';
import type { Journal } from '../journal';

export interface Media {
  sid: string;
  contentType: string;
  /** Bytes in base64 when the sandbox holds the picture, else the address it was given. */
  content?: string;
  url?: string;
}

export interface SmsMessage {
  sid: string;
  messagingServiceSid: string | null;
  from: string;
  to: string;
  body: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  status: 'accepted' | 'queued' | 'sent' | 'delivered' | 'undelivered' | 'received';
  errorCode: number | null;
  errorMessage: string | null;
  media: Media[];
  dateCreated: string;
  dateUpdated: string;
  dateSent: string | null;
  statusCallback: string | null;
}

export const sid = (prefix: 'SM' | 'MM' | 'ME'): string => prefix + randomBytes(16).toString('hex');

const CAP = 200_000;

/** The gateway's messages, newest 200,000, and who has opted out of what. */
export class MessageStore {
  readonly #bySid = new Map<string, SmsMessage>();
  readonly #byNumber = new Map<string, Set<SmsMessage>>();
  readonly #order = new CappedList<SmsMessage>(CAP, (message) => this.#forget(message));
  readonly #optOuts = new Set<string>();
  readonly #save: (message: SmsMessage) => void;
  readonly #saveOptOut: (entry: { key: string; out: boolean }) => void;

  constructor(journal: Journal) {
    this.#save = journal.register<SmsMessage>({
      kind: 'sms',
      id: (message) => message.sid,
      all: () => this.#order,
      load: (message) => this.#index(message),
    });
    this.#saveOptOut = journal.register<{ key: string; out: boolean }>({
      kind: 'sms-opt-out',
      id: (entry) => entry.key,
      all: () => [...this.#optOuts].map((key) => ({ key, out: true })),
      load: ({ key, out }) => {
        if (out) this.#optOuts.add(key);
      },
    });
  }

  get size(): number {
    return this.#order.size;
  }

  add(message: SmsMessage): void {
    this.#index(message);
    this.#save(message);
  }

  update(message: SmsMessage, change: Partial<SmsMessage>): void {
    Object.assign(message, change, { dateUpdated: new Date().toISOString() });
    this.#save(message);
  }

  get = (messageSid: string): SmsMessage | undefined => this.#bySid.get(messageSid);
  newestFirst = (): Iterable<SmsMessage> => this.#order.newestFirst();
  numbers = (): string[] => [...this.#byNumber.keys()].reverse();
  /** Everything from or to a handset, oldest first. */
  ofNumber = (number: string): SmsMessage[] => [...(this.#byNumber.get(number) ?? [])];

  optOut(handset: string, sender: string, out: boolean): void {
    const key = `${handset} ${sender}`;
    if (out) this.#optOuts.add(key);
    else this.#optOuts.delete(key);
    this.#saveOptOut({ key, out });
  }

  hasOptedOut = (handset: string, sender: string): boolean => this.#optOuts.has(`${handset} ${sender}`);

  clear(): void {
    this.#bySid.clear();
    this.#byNumber.clear();
    this.#order.clear();
    this.#optOuts.clear();
  }

  #index(message: SmsMessage): void {
    const handset = message.direction === 'inbound' ? message.from : message.to;
    const known = this.#byNumber.get(handset) ?? new Set();
    this.#bySid.set(message.sid, message);
    this.#byNumber.delete(handset);
    this.#byNumber.set(handset, known.add(message));
    this.#order.push(message);
  }

  #forget(message: SmsMessage): void {
    const handset = message.direction === 'inbound' ? message.from : message.to;
    const known = this.#byNumber.get(handset);
    this.#bySid.delete(message.sid);
    known?.delete(message);
    if (known?.size === 0) this.#byNumber.delete(handset);
  }
}
