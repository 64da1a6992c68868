import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LaunchFault } from '@/lib/launch/fault.mjs';

/** The operating-system account PostgreSQL runs as; null: our own account. */
export interface SystemUser {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

/**
 * The account for PostgreSQL, which refuses to run as root: null unless we are root. Creates the account when the machine
 * has none; two starts may do that at the same moment, so a refusal is only final when the account is still missing.
 */
export async function systemUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  for (let attempt = 0; attempt < 20; attempt++) {
    const known = lookUp();
    if (known) return known;
    spawnSync('groupadd', ['--system', NAME]);
    spawnSync('useradd', [
      '--system',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      '--gid',
      NAME,
      NAME,
    ]);
    if (!lookUp()) await wait(250);
  }
  throw new LaunchFault(
    'PostgreSQL 不能以 root 运行，且无法创建系统用户 postgres：请以普通用户启动，或先创建该用户。',
    'PostgreSQL cannot run as root and the system user "postgres" could not be created: start as an ordinary user, or create it first.',
  );
}

function lookUp(): SystemUser | null {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  const fields = lines.find((line) => line.startsWith(`${NAME}:`))?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

/** Whether the account may enter every folder on the way to `target` (which need not exist yet). */
export function canEnter(user: SystemUser | null, target: string): boolean {
  if (!user) return true;
  let folder = path.resolve(target);
  while (!fs.existsSync(folder)) folder = path.dirname(folder);
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    const stat = fs.statSync(at);
    const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
    if (stat.isDirectory() && ((stat.mode >> shift) & 1) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
