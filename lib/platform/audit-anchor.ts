import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ChainHead } from './audit-chain';
import { env } from './env';

const lineSchema = z.object({
  jurisdictionCode: z.string(),
  position: z.coerce.bigint(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});

/** One head as it stood at a time. */
export type AnchoredHead = ChainHead & { at: Date };

/** A line that is no head although a newline ends it: a crash leaves none such. */
export class AnchorFault extends Error {
  constructor(readonly line: number) {
    super(`line ${line} of the audit anchor cannot be read`);
  }
}

/** A line begins with its chain, so long. */
const CHAIN_LENGTH = '{"jurisdictionCode":"230100"'.length;
/** More bytes than any line has. */
const LONGEST_LINE = 1_024;
/** Rewritten when it has grown by this many lines since it was last shortened. */
const SHORTEN_AFTER_LINES = 50_000;

/**
 * The heads of the chains in a file outside the database: whoever cuts or rewrites the trail inside it leaves a file
 * that says otherwise. Ship it to another machine to guard against an administrator of both (docs/runbook).
 */
export class AuditAnchor {
  readonly file: string;
  #lines = 0;

  constructor(file = path.join(env().dataDir, 'audit-anchor.ndjson')) {
    this.file = file;
  }

  /**
   * Every anchored head, oldest first; a last line that a crash cut off is no line.
   * @throws AnchorFault
   */
  async read(): Promise<AnchoredHead[]> {
    return (await this.#readLines()).map((line, index) => headOf(line, index + 1));
  }

  /**
   * The last anchored head of every chain. Lines before it are not read as heads: there are tens of thousands, and pages ask.
   * @throws AnchorFault for a line that does not even begin as one
   */
  async newest(): Promise<AnchoredHead[]> {
    const lines = await this.#readLines();
    const last = new Map(lines.map((line, index) => [line.slice(0, CHAIN_LENGTH), index]));
    return [...last.values()].map((index) => headOf(lines[index]!, index + 1));
  }

  async #readLines(): Promise<string[]> {
    let text = '';
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    const lines = text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1);
    this.#lines = lines.length;
    return lines;
  }

  /** Adds heads; on disk when it resolves. */
  async append(heads: readonly ChainHead[], at: Date): Promise<void> {
    if (heads.length === 0) return;
    await mkdir(path.dirname(this.file), { recursive: true });
    await this.#dropCutLine();
    const handle = await open(this.file, 'a', 0o600);
    try {
      await handle.write(heads.map((head) => lineOf({ ...head, at })).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
    this.#lines += heads.length;
    if (this.#lines > SHORTEN_AFTER_LINES) await this.#shorten();
  }

  /** A line that a crash cut off would swallow the next one. */
  async #dropCutLine(): Promise<void> {
    const handle = await open(this.file, 'a+', 0o600);
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(LONGEST_LINE),
        0,
        LONGEST_LINE,
        Math.max(0, size - LONGEST_LINE),
      );
      const cut = bytesRead - (buffer.subarray(0, bytesRead).lastIndexOf(10) + 1);
      if (cut > 0) await handle.truncate(size - cut);
    } finally {
      await handle.close();
    }
  }

  /** Keeps the last head of each chain and day, which is enough to show a cut: positions only grow. */
  async #shorten(): Promise<void> {
    const kept = new Map<string, AnchoredHead>();
    for (const head of await this.read())
      kept.set(`${head.jurisdictionCode} ${head.at.toISOString().slice(0, 10)}`, head);
    const next = `${this.file}.new`;
    const handle = await open(next, 'w', 0o600);
    try {
      await handle.write([...kept.values()].map(lineOf).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(next, this.file);
    this.#lines = kept.size;
  }
}

function headOf(line: string, number: number): AnchoredHead {
  try {
    const { jurisdictionCode, position, hash, at } = lineSchema.parse(JSON.parse(line));
    return { jurisdictionCode, position, hash: Buffer.from(hash, 'hex'), at: new Date(at) };
  } catch {
    throw new AnchorFault(number);
  }
}

function lineOf({ jurisdictionCode, position, hash, at }: AnchoredHead): string {
  return `${JSON.stringify({
    jurisdictionCode,
    position: position.toString(),
    hash: hash.toString('hex'),
    at: at.toISOString(),
  })}\n`;
}
