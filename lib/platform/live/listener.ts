import pg from 'pg';
import { env } from '../env';
import { logger } from '../log';
import { LIVE_CHANNEL, parseNotice, type LiveNotice } from './notices';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const BEAT_MS = 15_000;

/** Who is told of notices. */
export interface NoticeHearer {
  notice(notice: LiveNotice): void;
  /** From now on everything is heard. */
  listening(): void;
  /** From now on things may be missed. */
  deaf(): void;
}

/**
 * One connection of its own that hears the notices of the whole cluster. It cannot be the pool's: LISTEN belongs to a
 * connection. A lost one is replaced, each time after a longer pause.
 */
export class NoticeListener {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE_MS;
  #stopped = false;

  constructor(private readonly hearer: NoticeHearer) {}

  start(): void {
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().databaseUrl,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: 'portal-live',
    });
    this.#client = client;
    client.on('error', () => undefined);
    client.once('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => {
      const notice = parseNotice(payload ?? '');
      if (notice) this.hearer.notice(notice);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${LIVE_CHANNEL}`);
    } catch (error) {
      if (!this.#stopped) logger('live').warn({ err: error }, 'cannot listen yet');
      return this.#giveUp(client);
    }
    if (this.#client !== client) return;
    this.#pause = FIRST_PAUSE_MS;
    this.hearer.listening();
    this.#timer = setInterval(() => void this.#beat(client), BEAT_MS).unref();
  }

  /** A connection that a firewall forgot looks alive for hours: ask it something. */
  async #beat(client: pg.Client): Promise<void> {
    await client.query('SELECT 1').catch(() => this.#giveUp(client));
  }

  #giveUp(client: pg.Client): void {
    this.#lost(client);
    void client.end().catch(() => undefined);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#timer);
    this.hearer.deaf();
    if (this.#stopped) return;
    // Not all web processes at the same moment.
    this.#timer = setTimeout(() => void this.#connect(), this.#pause * (0.5 + Math.random())).unref();
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }
}
