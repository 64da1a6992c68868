import { systemClock, type Clock } from '@/lib/platform/clock';
import { NoticeListener } from '@/lib/platform/live/listener';
import type { LiveChange, LiveNotice } from '@/lib/platform/live/notices';
import { logger } from '@/lib/platform/log';
import { metrics } from '@/lib/platform/metrics';
import { liveSessions, type LiveSession } from './live-session';
import { LiveStream } from './live-stream';
import { visibleTo } from './visible-to';

const BEAT_MS = 15_000;
const MOST_STREAMS = 1_000;
const MOST_OF_ACCOUNT = 8;
/** So much can be told again to whoever comes back. */
const KEPT = 500;
/** Whoever has missed more than this looks anew, which is quicker than being told. */
const MOST_TOLD = 50;
const RETRY_MS = 2_000;

/** Up to where somebody knows what happened: a time in milliseconds, which may come from another process's clock. */
export interface LivePosition {
  after: number;
  slackMs: number;
}

interface Kept {
  id: number;
  change: LiveChange;
}

interface Reader {
  session: LiveSession;
  stream: LiveStream;
  /** The newest change this reader was told of, or could not be. */
  told: number;
}

/**
 * The streams of one web process. Before anything is sent, and every 15 seconds, the tables are asked once for all of them who
 * is still signed in and as what; while they do not answer, nothing is sent to anybody.
 */
export class LiveHub {
  readonly #readers = new Set<Reader>();
  readonly #listener = new NoticeListener({
    notice: (notice) => this.#hear(notice),
    listening: () => this.#listening(),
    deaf: () => (this.#since = undefined),
  });
  #kept: Kept[] = [];
  /** From when on everything was heard and is kept; undefined while nothing is heard. */
  #since: number | undefined;
  #newest = 0;
  #due = false;
  #turn: Promise<void> = Promise.resolve();
  #beats: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(private readonly clock: Clock = systemClock) {}

  start(): this {
    this.#listener.start();
    this.#beats = setInterval(() => this.#look(true), BEAT_MS).unref();
    return this;
  }

  /** Streams that are open. */
  get count(): number {
    return this.#readers.size;
  }

  /**
   * Opens a stream.
   * @param session as just read from the tables
   * @param known up to where the page or an earlier stream was told
   * @returns why not, in place of a stream. Nothing is thrown: whoever calls may have another copy of the class of an error
   */
  open(session: LiveSession, known?: LivePosition): ReadableStream<Uint8Array> | 'full' | 'stopping' {
    if (this.#stopped) return 'stopping';
    const own = [...this.#readers].filter((reader) => reader.session.accountId === session.accountId);
    if (own.length >= MOST_OF_ACCOUNT || this.#readers.size >= MOST_STREAMS) return 'full';
    const stream = new LiveStream(RETRY_MS, () => {
      this.#readers.delete(reader);
      metrics().liveStreams.set(this.count);
    });
    // A number of our own is exact.
    const exact = known && this.#kept.some(({ id }) => id === known.after);
    const after = known && (exact ? known.after : known.after - known.slackMs);
    const reader: Reader = { session, stream, told: after ?? this.#newest };
    this.#readers.add(reader);
    metrics().liveStreams.set(this.count);
    if (after !== undefined && !exact && this.#hasGap(after)) this.#resync(reader);
    else this.#tell(reader, this.#newest);
    return stream.body;
  }

  /** Ends every stream, so that the web process can stop; browsers come back to the next one. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#beats);
    for (const { stream } of this.#readers) stream.end();
    await this.#listener.stop();
    await this.#turn;
  }

  #hear(notice: LiveNotice): void {
    if (notice.topic !== 'sessions') {
      // Times, so that a browser may come back to another web process, and each larger than the one before.
      this.#newest = Math.max(this.#newest + 1, this.clock.now().getTime());
      this.#kept.push({ id: this.#newest, change: notice });
      if (this.#kept.length > KEPT) this.#since = this.#kept.shift()!.id;
    }
    this.#look(false);
  }

  #listening(): void {
    this.#kept = [];
    this.#since = this.#newest = Math.max(this.#newest + 1, this.clock.now().getTime());
    for (const reader of this.#readers) this.#resync(reader);
    this.#look(false);
  }

  /** Whether something after this position may not be kept here; a position of the future is that of a faster clock. */
  #hasGap(after: number): boolean {
    return this.#since === undefined || after < this.#since || after > this.#now();
  }

  #now(): number {
    return Math.max(this.#newest, this.clock.now().getTime());
  }

  #resync(reader: Reader): void {
    reader.told = this.#now();
    reader.stream.send({ event: 'resync', data: {}, id: reader.told });
  }

  /** Many notices at once are one look. */
  #look(beat: boolean): void {
    if (this.#due && !beat) return;
    this.#due = true;
    this.#turn = this.#turn.then(() => this.#lookOnce(beat));
  }

  async #lookOnce(beat: boolean): Promise<void> {
    this.#due = false;
    const readers = [...this.#readers];
    if (readers.length === 0) return;
    // What is heard while the tables are asked waits for the next look: who may see it is asked after it happened.
    const upTo = this.#newest;
    try {
      const ids = [...new Set(readers.map(({ session }) => session.id))];
      const open = await liveSessions({ ids }, this.clock.now());
      for (const reader of readers) this.#update(reader, open.get(reader.session.id), upTo, beat);
    } catch (error) {
      logger('live').warn(
        { err: error, streams: readers.length },
        'streams ended: who is signed in is not known',
      );
      for (const { stream } of readers) stream.end();
    }
  }

  #update(reader: Reader, now: LiveSession | undefined, upTo: number, beat: boolean): void {
    const { stream, session } = reader;
    if (!now) return stream.end({ event: 'ended', data: {} });
    if (JSON.stringify(now.grants) !== JSON.stringify(session.grants))
      return stream.end({ event: 'rights', data: {} });
    this.#tell(reader, upTo);
    if (beat) stream.beat();
  }

  #tell(reader: Reader, upTo: number): void {
    const missed = this.#kept.filter(({ id }) => id > reader.told && id <= upTo);
    if (missed.length > MOST_TOLD) return this.#resync(reader);
    for (const { id, change } of missed) {
      const data = visibleTo(reader.session.grants, change);
      if (data) reader.stream.send({ event: 'change', data, id });
      reader.told = id;
    }
  }
}

// The web server holds this module several times over, one for each bundle; there is one hub in a process.
const held = globalThis as typeof globalThis & { portalLive?: LiveHub };

/** The hub of this process; it listens from its first use on. */
export function liveHub(): LiveHub {
  return (held.portalLive ??= new LiveHub().start());
}
