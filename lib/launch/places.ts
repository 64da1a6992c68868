import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { canEnter, type SystemUser } from '@/lib/launch/postgres-user';

/** The folder of the checkout; commands run from it, so that bundles need not know where they lie. */
export const root = process.cwd();

const STATE = 'portal-12319';

/** A folder outside the checkout that the account can enter: /var/lib where we may write there, else the temporary folder. */
export function publicFolder(user: SystemUser | null, ...parts: string[]): string {
  for (const base of ['/var/lib', os.tmpdir()]) {
    const folder = path.join(base, STATE, ...parts);
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (canEnter(user, folder)) return folder;
    } catch {
      // not writable: the next base
    }
  }
  throw new Error(`no folder outside ${root} that PostgreSQL's account may enter`);
}

/**
 * DATA_DIR as an absolute path, created. Without the setting it is `.data` in the checkout, or, when PostgreSQL's account
 * cannot enter the checkout (a 0700 home), a folder of its own under /var/lib that belongs to this checkout.
 */
export function dataFolder(setting: string | undefined, user: SystemUser | null): string {
  const inside = path.join(root, '.data');
  const folder = setting
    ? path.resolve(root, setting)
    : canEnter(user, root)
      ? inside
      : publicFolder(user, shortHash(root));
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

/** The folder of the embedded cluster: inside DATA_DIR, unless PostgreSQL's account cannot enter that. */
export function clusterFolder(dataDir: string, user: SystemUser | null): string {
  return canEnter(user, dataDir)
    ? path.join(dataDir, 'postgres')
    : path.join(publicFolder(user, shortHash(dataDir)), 'postgres');
}

/** An embedded cluster with its first weeks of log needs this much. */
const LEAST_BYTES = 500_000_000;

/** @throws LaunchFault when the disk of DATA_DIR has too little room to start on */
export function assertSpace(dataDir: string): void {
  const { bavail, bsize } = fs.statfsSync(dataDir);
  if (bavail * bsize >= LEAST_BYTES) return;
  const room = `${Math.round((bavail * bsize) / 1e6)} MB`;
  throw new LaunchFault(
    `磁盘空间不足：${dataDir} 只剩 ${room}，至少需要 ${LEAST_BYTES / 1e6} MB：请腾出空间，或用 DATA_DIR 另指位置。`,
    `Not enough disk space: ${dataDir} has ${room} left, at least ${LEAST_BYTES / 1e6} MB are needed: free some, or name another place in DATA_DIR.`,
  );
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
