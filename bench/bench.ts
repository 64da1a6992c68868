import { benchCached } from './cached';
import { benchCases } from './cases';
import { benchDeliver } from './deliver';
import { benchSearch } from './search';
import { benchSubmit } from './submit';
import { benchTrack } from './track';

const benches: Record<string, (args: string[]) => Promise<boolean>> = {
  submit: benchSubmit,
  track: benchTrack,
  deliver: benchDeliver,
  cases: benchCases,
  cached: benchCached,
  search: benchSearch,
};

/** `npm run bench -- submit | track | deliver [backlog] | cases [rows] | cached | search [rows]`: exits with 1 when a gate is broken. */
export default async function run([name = '', ...args]: string[]): Promise<void> {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) throw new Error(`Usage: npm run bench -- ${Object.keys(benches).join(' | ')}`);
  if (!(await bench(args))) process.exitCode = 1;
}
