import { createHash } from 'node:crypto';
import PostalMime, { type Address } from 'postal-mime';
import { CappedList } from '../capped-list';
import type { Journal } from '../journal';

export interface MailAddress {
  name: string;
  address: string;
}

/** A message as it came through SMTP. */
export interface StoredMail {
  id: string;
  receivedAt: string;
  envelope: { from: string; to: string[] };
  /** The whole message in base64, as received. */
  raw: string;
}

export interface ParsedMail {
  id: string;
  receivedAt: string;
  envelope: { from: string; to: string[] };
  from: MailAddress | null;
  to: MailAddress[];
  subject: string;
  text: string;
  html: string | null;
  /** Lower-case names; a header that comes more than once has its values joined by line breaks. */
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; size: number; sha256: string; content: Buffer }[];
}

const CAP = 20_000;
const CAP_BYTES = 256 * 1024 * 1024;

const plain = (addresses: readonly Address[] | undefined): MailAddress[] =>
  (addresses ?? []).flatMap((entry) =>
    entry.group === undefined
      ? [{ name: entry.name, address: entry.address }]
      : entry.group.map(({ name, address }) => ({ name, address })),
  );

/** Decodes a message, GBK and GB 18030 included. */
export async function parseMail(stored: StoredMail): Promise<ParsedMail> {
  const email = await PostalMime.parse(Buffer.from(stored.raw, 'base64'));
  const headers: Record<string, string> = {};
  for (const { key, value } of email.headers)
    headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  const { id, receivedAt, envelope } = stored;
  return {
    id,
    receivedAt,
    envelope,
    from: plain(email.from ? [email.from] : [])[0] ?? null,
    to: plain(email.to),
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html ?? null,
    headers,
    attachments: email.attachments.map((attachment) => {
      const content =
        typeof attachment.content === 'string'
          ? Buffer.from(attachment.content)
          : Buffer.from(new Uint8Array(attachment.content));
      return {
        filename: attachment.filename ?? '',
        contentType: attachment.mimeType,
        size: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        content,
      };
    }),
  };
}

/** The newest 20,000 messages, at most 256 MiB of them, found by envelope recipient. */
export class MailStore {
  readonly #byId = new Map<string, StoredMail>();
  readonly #order = new CappedList<StoredMail>(CAP, (mail) => {
    this.#byId.delete(mail.id);
    this.#bytes -= mail.raw.length;
  });
  #bytes = 0;
  readonly #save: (mail: StoredMail) => void;

  constructor(journal: Journal) {
    this.#save = journal.register<StoredMail>({
      kind: 'mail',
      id: (mail) => mail.id,
      all: () => this.#order,
      load: (mail) => this.#index(mail),
    });
  }

  get size(): number {
    return this.#order.size;
  }

  add(mail: StoredMail): void {
    this.#index(mail);
    this.#save(mail);
  }

  get = (id: string): StoredMail | undefined => this.#byId.get(id);

  /** Newest first; all when `to` is null. Addresses are compared without case. */
  find(to: string | null, offset: number, limit: number): StoredMail[] {
    const wanted = to?.trim().toLowerCase();
    const found: StoredMail[] = [];
    let seen = 0;
    for (const mail of this.#order.newestFirst()) {
      if (wanted !== undefined && !mail.envelope.to.some((address) => address.toLowerCase() === wanted))
        continue;
      seen += 1;
      if (seen > offset) found.push(mail);
      if (found.length === limit) break;
    }
    return found;
  }

  clear(): void {
    this.#order.clear();
    this.#byId.clear();
    this.#bytes = 0;
  }

  #index(mail: StoredMail): void {
    this.#byId.set(mail.id, mail);
    this.#bytes += mail.raw.length;
    this.#order.push(mail);
    while (this.#bytes > CAP_BYTES && this.#order.size > 1) this.#order.dropOldest();
  }
}
