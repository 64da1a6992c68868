import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { env } from './env';

/** What is known of a stored object without reading it. */
export interface StoredObject {
  key: string;
  bytes: number;
  modifiedAt: Date;
}

/**
 * Objects under keys, as S3 has them; a bucket can take the directory's place. Keys are `a/b/c` of lower-case letters,
 * digits, `-` and `_`; anything else throws, so no key can leave the store.
 */
export interface ObjectStorage {
  /** Stores bytes, or takes over a file made by `temporaryPath` (it is gone afterwards). Durable when it resolves. */
  put(key: string, source: Uint8Array | { file: string }): Promise<void>;
  /** The bytes as a stream with their number, or null when there is no such object. */
  read(key: string): Promise<{ bytes: number; stream: Readable } | null>;
  stat(key: string): Promise<StoredObject | null>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Every object whose key begins with the folder `prefix`, in no promised order. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** A new path on the same file system, for a file that is still being written. */
  temporaryPath(): Promise<string>;
  /** Removes temporary files left by a process that died; answers how many. */
  sweepTemporary(olderThan: Date): Promise<number>;
}

const KEY = /^[a-z0-9][a-z0-9_-]{0,99}(\/[a-z0-9][a-z0-9_-]{0,99}){0,7}$/;
// Outside KEY's alphabet, so that no key can name it.
const TEMPORARY = '.tmp';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

async function syncPath(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** An ObjectStorage in a directory of this machine. */
export function directoryStorage(directory: string): ObjectStorage {
  const root = path.resolve(directory);
  const temporary = path.join(root, TEMPORARY);

  function place(key: string): string {
    if (!KEY.test(key)) throw new Error('not a storage key');
    return path.join(root, ...key.split('/'));
  }

  async function temporaryPath(): Promise<string> {
    await mkdir(temporary, { recursive: true, mode: 0o700 });
    return path.join(temporary, randomBytes(16).toString('hex'));
  }

  async function settle(file: string, target: string): Promise<void> {
    await syncPath(file);
    const folder = path.dirname(target);
    const firstNew = await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(file, target);
    // A name is durable once its folder is; a new folder's own name stands in the folder above it.
    const top = firstNew ? path.dirname(firstNew) : folder;
    for (let level = folder; ; level = path.dirname(level)) {
      await syncPath(level);
      if (level === top) break;
    }
  }

  async function describe(key: string, target: string): Promise<StoredObject | null> {
    try {
      const found = await stat(target);
      return found.isFile() ? { key, bytes: found.size, modifiedAt: found.mtime } : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async function entriesOf(folder: string): Promise<Dirent[]> {
    try {
      return await readdir(folder, { withFileTypes: true });
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async function* list(prefix: string): AsyncIterable<StoredObject> {
    for (const entry of await entriesOf(place(prefix))) {
      const key = `${prefix}/${entry.name}`;
      if (!KEY.test(key)) continue;
      if (entry.isDirectory()) yield* list(key);
      else {
        const found = await describe(key, place(key));
        if (found) yield found;
      }
    }
  }

  return {
    async put(key, source) {
      const target = place(key);
      if (!(source instanceof Uint8Array)) return settle(source.file, target);
      const file = await temporaryPath();
      try {
        await writeFile(file, source, { mode: 0o600, flag: 'wx' });
        await settle(file, target);
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },

    async read(key) {
      try {
        const handle = await open(place(key), 'r');
        const found = await handle.stat();
        if (found.isFile()) return { bytes: found.size, stream: handle.createReadStream() };
        await handle.close();
        return null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async stat(key) {
      return describe(key, place(key));
    },

    async remove(key) {
      await rm(place(key), { force: true });
    },

    list,
    temporaryPath,

    async sweepTemporary(olderThan) {
      let removed = 0;
      for (const entry of await entriesOf(temporary)) {
        const file = path.join(temporary, entry.name);
        const found = await describe(entry.name, file);
        if (!found || found.modifiedAt >= olderThan) continue;
        await rm(file, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

let held: ObjectStorage | undefined;

/** The product's storage: DATA_DIR/uploads. */
export function storage(): ObjectStorage {
  return (held ??= directoryStorage(path.join(env().dataDir, 'uploads')));
}
