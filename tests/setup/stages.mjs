import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const output = path.join(root, 'tests', 'output');
const bin = (file) => path.join(root, 'node_modules', file);

/** A cruise that reads fewer modules than this has not read the house. */
const LEAST_MODULES = 200;

/** Prose is set by hand, data and contracts by their generators. */
const unformatted = ['!**/*.md', '!prisma/seed/data/**', '!docs/contracts/**'];

/** @typedef {{ ok: boolean, passed?: number, failed?: number, output: string }} Result */
/** @typedef {{ name: string, run: () => Promise<Result> }} Stage */

/** @type {Stage[]} */
export const stages = [
  {
    name: 'format',
    run: () => node(bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.', ...unformatted),
  },
  {
    name: 'lint',
    run: () =>
      node(bin('oxlint/bin/oxlint'), '-c', 'tests/setup/lint/oxlint.json', '--type-aware', '--deny-warnings'),
  },
  { name: 'types', run: checkTypes },
  { name: 'boundaries', run: checkBoundaries },
  { name: 'dead-code', run: () => node(bin('knip/bin/knip.js'), '--no-progress') },
  { name: 'tests', run: () => vitest('tests', 'unit', 'db', 'contract') },
  { name: 'build', run: () => node('lib/launch/run.mjs', 'build') },
  { name: 'browser', run: runBrowserTests },
];

async function checkTypes() {
  const generated = await node(bin('next/dist/bin/next'), 'typegen');
  return generated.ok ? node(bin('typescript/bin/tsc'), '--noEmit', '-p', '.') : generated;
}

/** @returns {Promise<Result>} */
async function checkBoundaries() {
  const folders = ['app', 'lib', 'sandbox', 'prisma', 'tests', 'bench', 'proxy.ts'].filter((name) =>
    fs.existsSync(path.join(root, name)),
  );
  const cli = bin('dependency-cruiser/bin/dependency-cruise.mjs');
  const run = await node(
    cli,
    '--config',
    'tests/setup/dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...folders,
  );
  try {
    const { summary } = JSON.parse(run.output);
    const lines = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
    if (summary.totalCruised < LEAST_MODULES)
      lines.push(`only ${summary.totalCruised} modules were read, at least ${LEAST_MODULES} are there`);
    return { ok: lines.length === 0, output: lines.join('\n') };
  } catch {
    return { ok: false, output: run.output };
  }
}

async function runBrowserTests() {
  const { chromium } = await import('./chromium.mjs');
  process.env.CHROMIUM = chromium();
  const runs = await Promise.all([vitest('journeys', 'journeys'), vitest('pages', 'pages')]);
  const sum = (count) => runs.reduce((total, run) => total + run[count], 0);
  return {
    ok: runs.every(({ ok }) => ok),
    passed: sum('passed'),
    failed: sum('failed'),
    output: runs.map(({ output }) => output).join('\n'),
  };
}

/**
 * @param {string} name
 * @param {string[]} projects
 * @returns {Promise<Result>}
 */
async function vitest(name, ...projects) {
  const report = path.join(output, `${name}.json`);
  fs.rmSync(report, { force: true });
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const run = await node(
    bin('vitest/vitest.mjs'),
    'run',
    '--config',
    'tests/setup/vitest.config.ts',
    ...chosen,
    ...reporters,
  );
  const told = fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0 };
  return {
    ...run,
    ok: run.ok && told.numPassedTests > 0,
    passed: told.numPassedTests,
    failed: told.numFailedTests,
  };
}

/**
 * @param {...string} args
 * @returns {Promise<Result>}
 */
function node(...args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: '0' };
  delete env.NODE_OPTIONS;
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8').trim() }),
    );
  });
}
