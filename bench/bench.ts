import { benchDeliver } from './deliver';
import { benchSubmit } from './submit';
import { benchTrack } from './track';

const benches: Record<string, (args: string[]) => Promise<boolean>> = {
  submit: benchSubmit,
  track: benchTrack,
  deliver: benchDeliver,
};

/** `npm run bench -- submit | track | deliver [backlog]`: exits with 1 when a gate is broken. */
export default async function run([name = '', ...args]: string[]): Promise<void> {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) throw new Error(`Usage: npm run bench -- ${Object.keys(benches).join(' | ')}`);
  if (!(await bench(args))) process.exitCode = 1;
}
