import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// A rule that matches nothing passes silently, and so does a tool that reads no files. Here each kind of forbidden import is
// planted in a small copy of the house's shape and must be named.

const root = path.resolve(import.meta.dirname, '../..');
const planted: [rule: string, file: string, importing: string][] = [
  ['lib-people', 'lib/people/planted.ts', '@/lib/intake/target'],
  ['lib-platform', 'lib/platform/planted.ts', '@/lib/people/target'],
  ['lib-intake', 'lib/intake/planted.ts', '@/lib/statistics/target'],
  ['lib-tickets', 'lib/tickets/planted.ts', '../routing/target'],
  ['lib-never-app', 'lib/media/planted.ts', '@/app/target'],
  ['vendor-twilio', 'lib/notify/planted.ts', 'twilio'],
  ['vendor-sharp', 'app/planted-sharp.ts', 'sharp'],
  ['react-and-next-not-in-lib', 'lib/routing/planted.ts', 'react'],
  ['react-and-next-not-in-lib', 'lib/tickets/planted-next.ts', 'next/navigation'],
  ['sandbox-alone', 'sandbox/planted.ts', '@/lib/people/target'],
  ['never-import-the-sandbox', 'lib/staff/planted.ts', '@/sandbox/target'],
  ['ui-knows-no-domain', 'app/_ui/planted.ts', '@/lib/people/target'],
  ['app-no-database', 'app/planted-db.ts', '@/lib/platform/db'],
  ['app-never-worker-or-launcher', 'app/planted-worker.ts', '@/lib/worker/jobs'],
  ['only-app-and-launcher-know-the-worker', 'lib/people/planted-worker.ts', '@/lib/worker/jobs'],
  ['catalogue-imports-nothing-of-ours', 'lib/worker/catalogue.ts', '@/lib/people/target'],
  ['generated-client-only-in-lib', 'app/planted-client.ts', '@/lib/platform/generated/client'],
  ['no-native-database-client-elsewhere', 'lib/alerts/planted.ts', 'pg'],
  ['no-development-packages', 'app/planted-dev.ts', 'fast-check'],
  ['not-to-unresolvable', 'app/planted-missing.ts', '@/lib/people/no-such-file'],
  ['no-cycles', 'lib/statistics/back.ts', './forth'],
];
const targets = ['people', 'intake', 'statistics', 'routing'].map((name) => `lib/${name}/target.ts`);

let house: string;
let violations: string[];

beforeAll(() => {
  house = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-house-'));
  const put = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    fs.writeFileSync(path.join(house, file), text);
  };
  for (const file of [
    ...targets,
    'app/target.ts',
    'sandbox/target.ts',
    'lib/platform/db.ts',
    'lib/worker/jobs.ts',
  ]) {
    put(file, 'export const target = 1;\n');
  }
  put('lib/platform/generated/client.ts', 'export const client = 1;\n');
  put('lib/statistics/forth.ts', `import './back';\nexport const forth = 1;\n`);
  for (const [, file, target] of planted) put(file, `import '${target}';\nexport const planted = 1;\n`);
  for (const name of ['tsconfig.json', 'package.json'])
    fs.copyFileSync(path.join(root, name), path.join(house, name));
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  violations = cruise(house);
});

afterAll(() => fs.rmSync(house, { recursive: true, force: true }));

function cruise(cwd: string): string[] {
  const cli = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = path.join(root, 'tests/setup/dependency-cruiser.cjs');
  const args = [cli, '--config', config, '--output-type', 'json', 'app', 'lib', 'sandbox'];
  const run = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1e8 });
  const report = JSON.parse(run.stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return report.summary.violations.map(({ from, rule }) => `${rule.name} ${from}`);
}

test.each(planted)('%s stops %s from importing %s', (rule, file) => {
  expect(violations).toContain(`${rule} ${file}`);
});

test('what is allowed passes', () => {
  const innocent = violations.filter((line) => !planted.some(([, file]) => line.endsWith(` ${file}`)));
  expect(innocent).toEqual([]);
});
