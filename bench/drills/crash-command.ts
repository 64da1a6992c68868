import { parseArgs } from 'node:util';
import { crashDrill, type DrillResult } from './crash';

const MOST_SHOWN = 20;

/**
 * `npm run drill:crash -- [--seeds 1,2,3] [--submissions 2000] [--kills 4] [--connections 48] [--in-flight 20]`: one line
 * per seed; exits with 1 when anything was lost or doubled.
 */
export default async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '1' },
      submissions: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '4' },
      connections: { type: 'string', default: '48' },
      'in-flight': { type: 'string', default: '20' },
    },
  });
  for (const seed of values.seeds.split(',').map(Number)) {
    const result = await crashDrill({
      seed,
      submissions: Number(values.submissions),
      kills: Number(values.kills),
      connections: Number(values.connections),
      inFlight: Number(values['in-flight']),
    });
    console.log(summary(seed, result));
    for (const fault of result.faults.slice(0, MOST_SHOWN)) console.log(`  ${fault}`);
    if (result.faults.length > 0) process.exitCode = 1;
  }
}

/** The one line of a drill. */
export function summary(seed: number, result: DrillResult): string {
  const { acknowledged, unacknowledged, killed, leastInFlight, recovered, repeated, signed, lost, doubled } =
    result;
  const { present, absent } = unacknowledged;
  return [
    `seed ${seed}: acked ${acknowledged}`,
    `un-acked ${present + absent} (${present} present, ${absent} absent)`,
    `killed web ${killed.web}, worker ${killed.worker}, postgres ${killed.postgres} (at least ${leastInFlight} in flight)`,
    `recovered by a repeat ${recovered}`,
    `repeated at the desk ${repeated}`,
    `signed ${signed}`,
    `lost ${lost}`,
    `doubled ${doubled}`,
  ].join(', ');
}
