// `npm run bench` and `npm run drill:crash`: set-up, then the program, straight from its source.
import { report } from '../lib/launch/fault.mjs';
import { prepare } from '../lib/launch/setup.mjs';

const programs = { bench: './bench.ts', 'drill:crash': './drills/crash-command.ts' };

try {
  await prepare();
  const { register } = await import('tsx/esm/api');
  register();
  const { default: run } = await import(programs[process.argv[2]]);
  await run(process.argv.slice(3));
  process.exit();
} catch (error) {
  report(error);
  process.exit(1);
}
