import { Faults } from '../faults';
import { header, json, type Exchange, type Reply } from '../http';
import type { Peer, PeerTools } from '../peer';
import { PeerLog } from '../peer-log';
import { MailStore, parseMail, type ParsedMail, type StoredMail } from './message-store';
import { mailboxPage, messagePage } from './pages';
import { SmtpPeer } from './smtp';

const SHOWN = 200;

function view(mail: ParsedMail) {
  return {
    ...mail,
    attachments: mail.attachments.map(({ content: _content, ...rest }, index) => ({
      ...rest,
      url: `/mail/messages/${mail.id}/attachments/${index}`,
    })),
  };
}

/** Everybody's mail server: SMTP in, a mailbox to look into. */
export class MailServer implements Peer {
  readonly name = 'mail';
  readonly faults = new Faults();
  readonly log = new PeerLog();
  readonly #store: MailStore;
  readonly #smtp: SmtpPeer;

  constructor({ journal }: PeerTools) {
    this.#store = new MailStore(journal);
    this.#smtp = new SmtpPeer(this.#store, this.faults, this.log);
  }

  listen = (port: number, host: string): Promise<number> => this.#smtp.listen(port, host);
  close = (): Promise<void> => this.#smtp.close();

  /** Its protocol is SMTP, on a port of its own. */
  speaksProtocol(): boolean {
    return false;
  }

  async handle(exchange: Exchange, path: readonly string[]): Promise<Reply | null> {
    if (exchange.method !== 'GET') return null;
    const [room, id, part, index] = path;
    if (room === undefined) return mailboxPage(exchange, this.#store);
    if (room !== 'messages') return null;
    if (id === undefined) {
      const found = this.#store.find(exchange.url.searchParams.get('to'), 0, SHOWN);
      // Oldest first, as they came: a test reads the last as the newest.
      const messages = await Promise.all(found.reverse().map(parseMail));
      return json(200, { messages: messages.map(view), total: this.#store.size });
    }
    const mail = this.#store.get(id);
    return mail ? this.#message(exchange, mail, part, index) : null;
  }

  reset(): void {
    this.#store.clear();
  }

  async #message(
    exchange: Exchange,
    stored: StoredMail,
    part?: string,
    index?: string,
  ): Promise<Reply | null> {
    if (part === 'raw') {
      return {
        status: 200,
        headers: {
          'content-type': 'message/rfc822',
          'content-disposition': `attachment; filename="${stored.id}.eml"`,
        },
        body: Buffer.from(stored.raw, 'base64'),
      };
    }
    const mail = await parseMail(stored);
    if (part === undefined) {
      const wantsPage = (header(exchange.request, 'accept') ?? '').includes('text/html');
      return wantsPage ? messagePage(exchange, mail) : json(200, view(mail));
    }
    if (part === 'html' && mail.html !== null) {
      return {
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
          'x-content-type-options': 'nosniff',
        },
        body: mail.html,
      };
    }
    const attachment = part === 'attachments' ? mail.attachments[Number(index)] : undefined;
    if (!attachment) return null;
    return {
      status: 200,
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment',
        'x-content-type-options': 'nosniff',
      },
      body: attachment.content,
    };
  }
}
