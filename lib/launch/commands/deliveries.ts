import { LaunchFault } from '@/lib/launch/fault.mjs';
import { DomainError } from '@/lib/platform/errors';
import { resendDelivery, stuckDeliveries } from '@/lib/routing/resend-delivery';

/** `npm run deliveries -- list`: what needs a person. `npm run deliveries -- resend <id>…`: sends dead ones again. */
export default async function run([verb = 'list', ...ids]: string[]): Promise<void> {
  if (verb === 'list') return list();
  if (verb !== 'resend' || ids.length === 0)
    throw new LaunchFault(
      '用法：npm run deliveries -- list | resend <编号>…',
      'Usage: npm run deliveries -- list | resend <id>…',
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

async function list(): Promise<void> {
  const stuck = await stuckDeliveries();
  for (const row of stuck)
    console.log(
      [
        row.id,
        row.state,
        row.deskCode,
        row.trackingNumber,
        row.kind,
        `${row.attempts}x`,
        row.createdAt.toISOString(),
        row.lastError ?? '',
      ].join('\t'),
    );
  console.log(`${stuck.length} 件需要处理 / need attention`);
}
