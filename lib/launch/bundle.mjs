import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, '.build');

/** What is bundled: the processes, and every command under lib/launch/commands. */
function entries() {
  const commands = path.join(root, 'lib', 'launch', 'commands');
  const list = {
    supervisor: 'lib/launch/supervisor.ts',
    command: 'lib/launch/command.ts',
    web: 'lib/launch/web.ts',
    worker: 'lib/worker/main.ts',
    sandbox: 'sandbox/main.ts',
    'clean-image': 'lib/media/clean-image.ts',
  };
  for (const name of fs.existsSync(commands) ? fs.readdirSync(commands) : []) {
    if (name.endsWith('.ts') && !name.includes('.test.'))
      list[`commands/${name.slice(0, -3)}`] = `lib/launch/commands/${name}`;
  }
  return Object.fromEntries(Object.entries(list).filter(([, file]) => fs.existsSync(path.join(root, file))));
}

/** The service worker goes where next serves files from the root of the site: a worker rules only what lies below it. */
const worker = {
  source: 'app/_report/outbox/service-worker.ts',
  target: path.join(root, 'public', 'service-worker.js'),
};

/**
 * Bundles the programs that run outside next into .build/*.mjs, npm packages left outside, and the service worker into public/.
 * Skipped while neither the list of entries nor any file that went into the last bundles has changed.
 */
export async function bundle() {
  const wanted = entries();
  const stamp = path.join(out, 'bundles.json');
  if (isCurrent(stamp, wanted)) return;
  const esbuild = await import('esbuild');
  const inputs = [...(await bundleProcesses(esbuild, wanted)), ...(await bundleWorker(esbuild))];
  fs.writeFileSync(stamp, JSON.stringify({ wanted, inputs, key: keyOf(inputs) }));
}

async function bundleProcesses(esbuild, wanted) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: wanted,
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: { '@': root },
    jsx: 'automatic',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
}

/** One file, everything inside, the same bytes wherever it is built: browsers compare them to find a new version. */
async function bundleWorker(esbuild) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [worker.source],
    outfile: worker.target,
    bundle: true,
    platform: 'browser',
    target: ['chrome100', 'firefox100', 'safari15'],
    format: 'iife',
    alias: { '@': root },
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
}

function isCurrent(stamp, wanted) {
  try {
    const last = JSON.parse(fs.readFileSync(stamp, 'utf8'));
    const files = Object.keys(wanted).map((name) => path.join(out, `${name}.mjs`));
    const complete = [...files, worker.target].every((file) => fs.existsSync(file));
    return (
      complete && JSON.stringify(last.wanted) === JSON.stringify(wanted) && last.key === keyOf(last.inputs)
    );
  } catch {
    return false;
  }
}

function keyOf(inputs) {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json')));
  for (const file of [...inputs].sort()) hash.update(file).update(fs.readFileSync(path.join(root, file)));
  return hash.digest('hex');
}
