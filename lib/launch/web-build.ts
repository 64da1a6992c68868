import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { root } from '@/lib/launch/places';
import { digest, readOr, withLock } from '@/lib/launch/setup.mjs';

const sources = [
  'app',
  'lib',
  'public',
  'proxy.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];
const stamp = () => path.join(root, '.next', 'portal-sources');

/** Whether .next was built from the sources as they are now. */
export function isBuilt(): boolean {
  return readOr(stamp()) === sourceKey();
}

/**
 * `next build`, unless the sources are those of the last build.
 * @throws LaunchFault with next's output when the build fails
 */
export async function buildWeb(): Promise<void> {
  await withLock(async () => {
    const key = sourceKey();
    if (readOr(stamp()) === key) return;
    fs.rmSync(stamp(), { force: true });
    await runBuild();
    fs.writeFileSync(stamp(), key);
  }, 'build');
}

async function runBuild(): Promise<void> {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const abandon = () => child.kill();
  process.once('exit', abandon);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  process.off('exit', abandon);
  if (code === 0) return;
  if (/ENOSPC|No space left/.test(output)) {
    throw new LaunchFault(
      '磁盘已满，无法构建：请腾出空间后重试。',
      'The disk is full, the build failed: free some space and try again.',
    );
  }
  throw new LaunchFault(`构建失败：\n${output}`, 'next build failed; its output is above.');
}

function sourceKey(): string {
  return `${process.versions.node.split('.')[0]}-${digest(sources.flatMap((name) => filesUnder(path.join(root, name))))}`;
}

/** What goes into a build: not the generated client (its schema's hash stands in for it), tests, or the launcher itself. */
function filesUnder(place: string): string[] {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [place];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(path.join(root, 'lib', 'launch')))
    .sort();
}
