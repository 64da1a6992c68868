import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** A kind of record that outlives a restart: the newest record of an id is the one that counts. */
export interface JournalSource<T> {
  kind: string;
  id(record: T): string;
  all(): Iterable<T>;
  load(record: T): void;
}

const GROWTH = 256 * 1024 * 1024;

/**
 * Keeps the peers' records in one ndjson file of `{kind, id, record}` lines, or nowhere when no file is set.
 * It is rewritten with only the records that count at start and after each 256 MiB of growth.
 */
export class Journal {
  readonly #sources = new Map<string, JournalSource<never>>();
  #descriptor: number | null = null;
  #written = 0;

  constructor(private readonly file: string | null) {}

  register<T>(source: JournalSource<T>): (record: T) => void {
    this.#sources.set(source.kind, source as unknown as JournalSource<never>);
    return (record) => {
      this.#append(source.kind, source.id(record), record);
    };
  }

  /** Loads what was kept and opens the file for writing. Call it once, when all peers have registered. */
  open(): void {
    if (this.file === null) return;
    mkdirSync(path.dirname(this.file), { recursive: true });
    if (existsSync(this.file)) this.#load(this.file);
    this.#rewrite(this.file);
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  /** Brings the file in line with the peers after they were reset. */
  reset(): void {
    if (this.file !== null && this.#descriptor !== null) this.#rewrite(this.file);
  }

  #load(file: string): void {
    const newest = new Map<string, { kind: string; record: never }>();
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      try {
        const { kind, id, record } = JSON.parse(line) as { kind: string; id: string; record: never };
        // Taken out first, so that records are loaded in the order of their last change.
        newest.delete(`${kind} ${id}`);
        newest.set(`${kind} ${id}`, { kind, record });
      } catch {
        // A kill can cut the last line short; what it held was never acknowledged from the journal's point of view.
        continue;
      }
    }
    for (const { kind, record } of newest.values()) this.#sources.get(kind)?.load(record);
  }

  #rewrite(file: string): void {
    this.close();
    const fresh = `${file}.new`;
    const descriptor = openSync(fresh, 'w', 0o600);
    for (const source of this.#sources.values()) {
      for (const record of source.all()) {
        writeSync(descriptor, `${JSON.stringify({ kind: source.kind, id: source.id(record), record })}\n`);
      }
    }
    closeSync(descriptor);
    renameSync(fresh, file);
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#written = 0;
  }

  #append(kind: string, id: string, record: unknown): void {
    if (this.#descriptor === null || this.file === null) return;
    this.#written += writeSync(this.#descriptor, `${JSON.stringify({ kind, id, record })}\n`);
    if (this.#written > Math.max(GROWTH, statSync(this.file).size / 2)) this.#rewrite(this.file);
  }
}
