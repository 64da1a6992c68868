import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { freePort } from '@/lib/launch/ports';
import { binaries, type Binaries } from '@/lib/launch/postgres-binaries';
import { systemUser, type SystemUser } from '@/lib/launch/postgres-user';

export interface ClusterOptions {
  /** Folder of the cluster; made on the first start. Its parent must be a folder PostgreSQL's account can enter. */
  folder: string;
  /** Password of the superuser `postgres`; only set when the cluster is made. */
  password: string;
  /** Without it a free port is taken. */
  port?: number;
  /** false: without fsync, for tests whose data nobody keeps. */
  durable?: boolean;
}

export interface Cluster {
  port: number;
  pid: number;
  /** Resolves when the server process has ended, for whatever reason. */
  exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, committed work is on disk. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on 127.0.0.1, making the cluster on the first start. A `postmaster.pid` that a killed server left behind
 * is given time: PostgreSQL takes it over as soon as the last of the dead server's processes has gone.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const user = await systemUser();
  const programs = binaries(user);
  if (!fs.existsSync(path.join(options.folder, 'PG_VERSION'))) await makeCluster(programs, user, options);
  await stopOrphan(programs, options.folder);
  let failure = '';
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = options.port ?? (await freePort());
    const child = launch(programs, user, { ...options, port });
    const cluster = await ready(child, programs, options.folder, port);
    if (cluster) return cluster;
    failure = logTail(options.folder);
    if (/No space left|free disk space/.test(failure)) break;
    await wait(500);
  }
  throw new LaunchFault(
    `内嵌 PostgreSQL 无法启动（数据目录 ${options.folder}）：\n${failure}`,
    `The embedded PostgreSQL does not start (data in ${options.folder}); its last words are above.`,
  );
}

async function makeCluster(
  programs: Binaries,
  user: SystemUser | null,
  options: ClusterOptions,
): Promise<void> {
  const half = `${options.folder}.making`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { recursive: true, mode: 0o700 });
  const passwordFile = `${options.folder}.password`;
  fs.writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (user) for (const place of [half, passwordFile]) fs.chownSync(place, user.uid, user.gid);
  const child = spawn(
    programs.initdb,
    // The built-in provider sorts and lower-cases alike on every machine, whatever locales it has.
    [
      `--pgdata=${half}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ]
      .concat(['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'])
      .concat(options.durable === false ? ['--no-sync'] : []),
    { cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe'], ...user },
  );
  let output = '';
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  fs.rmSync(passwordFile, { force: true });
  if (code !== 0) {
    const full = /No space left|free disk space/.test(output);
    throw new LaunchFault(
      full
        ? `磁盘已满，无法创建数据库（${options.folder}）：请腾出空间后重试。`
        : `无法创建数据库（${options.folder}）：\n${output}`,
      full
        ? `The disk is full, the database cannot be made (${options.folder}): free some space and try again.`
        : 'initdb failed; its output is above.',
    );
  }
  fs.renameSync(half, options.folder);
}

function launch(
  programs: Binaries,
  user: SystemUser | null,
  options: ClusterOptions & { port: number },
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: options.durable === false ? 'off' : 'on',
    synchronous_commit: options.durable === false ? 'off' : 'on',
    full_page_writes: options.durable === false ? 'off' : 'on',
    // Statements and the details of failed rows may hold what citizens wrote: neither goes to the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(preloads(programs) && { shared_preload_libraries: 'pg_stat_statements' }),
  };
  const log = fs.openSync(logFile(options.folder), 'w', 0o600);
  const child = spawn(
    programs.postgres,
    [
      '-D',
      options.folder,
      '-p',
      String(options.port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A process group of its own: Ctrl-C in a terminal must not stop the database before the programs that use it.
    { cwd: '/', env: environment(), stdio: ['ignore', 'ignore', log], detached: true, ...user },
  );
  fs.closeSync(log);
  return child;
}

async function ready(
  child: ChildProcess,
  programs: Binaries,
  folder: string,
  port: number,
): Promise<Cluster | null> {
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      ended = true;
      resolve();
    };
    child.once('error', end).once('exit', end);
  });
  while (!ended) {
    const state = lockFile(folder);
    if (child.pid && state?.pid === child.pid && state.ready) {
      const pid = child.pid;
      return {
        port,
        pid,
        exited,
        stop: () => (ended ? exited : stopFast(programs, folder, pid).then(() => exited)),
      };
    }
    await Promise.race([wait(30), exited]);
  }
  return null;
}

/** postmaster.pid: line 1 is the server's process id, line 8 its state. https://www.postgresql.org/docs/18/storage-file-layout.html */
function lockFile(folder: string): { pid: number; ready: boolean } | null {
  try {
    const lines = fs.readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/** A server whose supervisor was killed is still running on our cluster: the new supervisor wants a child of its own. */
async function stopOrphan(programs: Binaries, folder: string): Promise<void> {
  const orphan = lockFile(folder);
  if (!orphan || !runs(orphan.pid, folder)) return;
  await stopFast(programs, folder, orphan.pid);
  while (lockFile(folder)?.pid === orphan.pid && runs(orphan.pid, folder)) await wait(50);
}

function runs(pid: number, folder: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return process.platform !== 'linux';
  }
}

async function stopFast(programs: Binaries, folder: string, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    await new Promise((done) =>
      spawn(programs.pgCtl, ['stop', '-m', 'fast', '-D', folder]).once('close', done),
    );
    return;
  }
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // it has gone already
  }
}

function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  return { PATH, SystemRoot, NODE_ENV, LC_ALL: 'C', TZ: 'UTC' };
}

function preloads(programs: Binaries): boolean {
  return fs.existsSync(path.join(programs.library, 'postgresql', 'pg_stat_statements.so'));
}

const logFile = (folder: string) => `${folder}.log`;

function logTail(folder: string): string {
  return fs.readFileSync(logFile(folder), 'utf8').split('\n').slice(-12).join('\n');
}
