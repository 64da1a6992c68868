import { CappedList } from './capped-list';

/** One line of a peer's log: what came in or went out and how it ended. Never bodies, signatures or tokens. */
export interface LogLine {
  direction: 'in' | 'out';
  method: string;
  path: string;
  status: number | null;
  outcome: string;
  reason?: string;
  [detail: string]: unknown;
}

export interface LogEntry extends LogLine {
  seq: number;
  at: string;
}

/** The newest 20,000 lines of one peer, with counts per outcome over all lines ever written. */
export class PeerLog {
  readonly counts = new Map<string, number>();
  readonly #entries = new CappedList<LogEntry>(20_000);
  #seq = 0;

  write(line: LogLine): void {
    this.#seq += 1;
    this.#entries.push({ seq: this.#seq, at: new Date().toISOString(), ...line });
    this.counts.set(line.outcome, (this.counts.get(line.outcome) ?? 0) + 1);
  }

  /** Lines after a sequence number or a time, oldest first. */
  since(bound: string | null): LogEntry[] {
    const entries = [...this.#entries];
    if (bound === null || bound === '') return entries;
    if (/^\d+$/.test(bound)) return entries.filter((entry) => entry.seq > Number(bound));
    const time = Date.parse(bound);
    return Number.isNaN(time) ? [] : entries.filter((entry) => Date.parse(entry.at) > time);
  }

  clear(): void {
    this.#entries.clear();
    this.counts.clear();
    this.#seq = 0;
  }
}
