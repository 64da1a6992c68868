import { LaunchFault } from '@/lib/launch/fault.mjs';
import { purgeByClass } from '@/lib/privacy/purge-by-class';
import { classReports } from '@/lib/privacy/read-privacy';

const USAGE = 'report | purge';
const usage = () =>
  new LaunchFault(`用法：npm run privacy -- ${USAGE}`, `Usage: npm run privacy -- ${USAGE}`);

async function report(): Promise<void> {
  console.log('class\tdays\tlast run\tpurged\toldest left\toverdue\theld\terror');
  for (const { code, days, last } of await classReports())
    console.log(
      [
        code,
        days,
        last?.at.toISOString() ?? '-',
        last?.purged ?? '-',
        last?.oldestLeft?.toISOString() ?? '-',
        last?.overdueLeft ?? '-',
        last?.heldLeft ?? '-',
        last?.error ?? '',
      ].join('\t'),
    );
}

/** `npm run privacy -- …`: what the nightly purge did, and a run at once. */
export default async function run([verb = 'report', ...rest]: string[]): Promise<void> {
  if (rest.length > 0) throw usage();
  switch (verb) {
    case 'purge':
      await purgeByClass({ kind: 'system', name: 'command-line' });
      return report();
    case 'report':
      return report();
    default:
      throw usage();
  }
}
