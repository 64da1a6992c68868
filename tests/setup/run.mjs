// `npm test`: set-up, then every check of the house in order. Last line: `N passed, N failed`.
// `npm test -- types tests` runs the named stages only.
import '../../lib/launch/check-node.mjs';
import { report } from '../../lib/launch/fault.mjs';
import { prepare } from '../../lib/launch/setup.mjs';
import { stages } from './stages.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}; known: ${stages.map((stage) => stage.name).join(' ')}`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const summary = [];

/**
 * @param {string} name
 * @param {() => Promise<import('./stages.mjs').Result>} run
 */
async function stage(name, run) {
  const start = Date.now();
  const result = await run().catch((error) => {
    report(error);
    return { ok: false, output: '' };
  });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const counts = 'passed' in result ? `, ${result.passed} passed, ${result.failed} failed` : '';
  const line = `${result.ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s${counts})`;
  if (!result.ok && result.output) console.log(result.output);
  console.log(line);
  summary.push(line);
  passed += (result.passed ?? 0) + (result.ok ? 1 : 0);
  failed += (result.failed ?? 0) + (result.ok ? 0 : 1);
  return result.ok;
}

const ready = await stage('set-up', async () => {
  await prepare();
  return { ok: true, output: '' };
});
if (ready) {
  const chosen = stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const { name, run } of chosen) await stage(name, run);
}

if (failed > 0) console.log(`\n${summary.join('\n')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
