import { LaunchFault } from '@/lib/launch/fault.mjs';
import { DomainError } from '@/lib/platform/errors';
import { resendDelivery } from '@/lib/routing/resend-delivery';
import { waitingWork } from '@/lib/routing/waiting-work';

/** `npm run deliveries -- list`: what stands still and what waits for triage. `npm run deliveries -- resend <id>…`: sends dead ones again. */
export default async function run([verb = 'list', ...ids]: string[]): Promise<void> {
  if (verb === 'list') return list(ids.includes('--all'));
  if (verb !== 'resend' || ids.length === 0)
    throw new LaunchFault(
      '用法：npm run deliveries -- list [--all] | resend <编号>…',
      'Usage: npm run deliveries -- list [--all] | resend <id>…',
    );
  for (const id of ids) {
    try {
      await resendDelivery({ kind: 'system', name: 'operator' }, id);
      console.log(`${id}\t已重新排队 / queued again`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new LaunchFault(`没有编号为 ${id} 的失败派送`, `There is no dead delivery ${id}`);
    }
  }
}

const ROWS = 200;

async function list(all: boolean): Promise<void> {
  const { dead, unsettled, triage } = await waitingWork(all ? null : ROWS);
  console.log(
    `失败派送 / dead: ${dead.count}\t超过十分钟未完成 / unsettled for 10 minutes: ${unsettled.count}\t待人工分派 / triage: ${triage.count}`,
  );
  for (const row of [...dead.rows, ...unsettled.rows])
    console.log(
      [
        row.id,
        row.state,
        row.deskCode,
        row.deskState,
        row.trackingNumber,
        row.kind,
        `${row.attempts}x`,
        row.createdAt.toISOString(),
        row.lastError ?? '',
      ].join('\t'),
    );
  for (const row of triage.rows)
    console.log(['triage', row.trackingNumber, row.status, row.reason, row.since.toISOString()].join('\t'));
  if ([dead, unsettled, triage].some(({ count, rows }) => count > rows.length))
    console.log(`每类只列前 ${ROWS} 件；全部：--all / The first ${ROWS} of each are listed; all: --all`);
}
