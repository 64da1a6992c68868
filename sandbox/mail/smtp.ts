import { randomUUID } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Faults } from '../faults';
import { readBody } from '../http';
import type { PeerLog } from '../peer-log';
import { pause } from '../timers';
import type { MailStore } from './message-store';

const SIZE_LIMIT = 25 * 1024 * 1024;

class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    text: string,
  ) {
    super(text);
  }
}

/** SMTP without TLS, taking any sign-in or none, for any recipient: a mail server for tests. */
export class SmtpPeer {
  readonly #sockets = new Map<number, Socket>();
  readonly #server: SMTPServer;

  constructor(
    private readonly store: MailStore,
    private readonly faults: Faults,
    private readonly log: PeerLog,
  ) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      logger: false,
      size: SIZE_LIMIT,
      closeTimeout: 500,
      onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
      onData: (stream, session, done) => {
        void this.#settle(this.#receive(stream, session), done);
      },
    });
    // A client that breaks off is the client's affair and must not end the process.
    this.#server.on('error', (error: Error) => this.#write(null, 'broken', { reason: error.message }));
    this.#server.server.on('connection', (socket: Socket) => this.#connected(socket));
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.server.once('error', reject);
      this.#server.listen(port, host, () => resolve());
    });
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #settle(work: Promise<void>, done: (error?: Error) => void): Promise<void> {
    try {
      await work;
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    done();
  }

  #connected(socket: Socket): void {
    if (this.faults.settings.down) {
      this.#write(null, 'fault', { reason: 'down' });
      socket.destroy();
      return;
    }
    const port = socket.remotePort ?? 0;
    this.#sockets.set(port, socket);
    socket.once('close', () => this.#sockets.delete(port));
  }

  #write(status: number | null, outcome: string, detail: Record<string, unknown>): void {
    this.log.write({ direction: 'in', method: 'SMTP', path: 'DATA', status, outcome, ...detail });
  }

  async #receive(
    stream: AsyncIterable<Buffer> & { sizeExceeded?: boolean },
    session: SMTPServerSession,
  ): Promise<void> {
    const content = await readBody(stream as unknown as Parameters<typeof readBody>[0], SIZE_LIMIT);
    await pause(this.faults.settings.latencyMs);
    if (this.faults.hits('failRate')) {
      // 503 is HTTP's word; the mail server's for "later" is 451.
      const code = this.faults.settings.status === 503 ? 451 : this.faults.settings.status;
      this.#write(code, 'fault', { reason: 'failRate' });
      throw new SmtpRefusal(code, 'fault asked for by a drill');
    }
    if (content === null || stream.sizeExceeded) {
      this.#write(552, 'refused', { reason: 'too large' });
      throw new SmtpRefusal(552, 'message too large');
    }
    const { mailFrom, rcptTo } = session.envelope;
    const id = randomUUID();
    this.store.add({
      id,
      receivedAt: new Date().toISOString(),
      envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((recipient) => recipient.address) },
      raw: content.toString('base64'),
    });
    const dropped = this.faults.hits('dropReplies');
    this.#write(250, 'accepted', { id, bytes: content.length, ...(dropped && { dropped }) });
    if (dropped) this.#sockets.get(session.remotePort)?.destroy();
  }
}
