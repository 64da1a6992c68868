import { expect, test } from 'vitest';
import type { TaskList } from 'graphile-worker';
import { submitReport } from '@/lib/intake/submit-report';
import { queueMessage } from '@/lib/notify/prepare-message';
import { transaction } from '@/lib/platform/db';
import { currentRequestId, withRequestId } from '@/lib/platform/request-context';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { DeskLoops } from './desk-loops';
import { jobHandlers, taskList } from './jobs';

const database = useDatabase();

/** The ids under which `send-message` and `purge-limits` run when the queue hands them these payloads. */
async function idsOfRuns(payloads: { 'send-message': unknown; 'purge-limits': unknown }) {
  const seen: Record<string, string | undefined> = {};
  const note = (name: string) => async () => void (seen[name] = currentRequestId());
  const tasks: TaskList = taskList({
    ...jobHandlers(new DeskLoops()),
    'send-message': note('send-message'),
    'purge-limits': note('purge-limits'),
  });
  const run = (name: keyof typeof payloads) =>
    (tasks[name] as (payload: unknown) => Promise<void>)(payloads[name]);
  await run('send-message');
  await run('purge-limits');
  return seen;
}

test('a message is sent under the id of the request that queued it, other jobs under their own', async () => {
  const ticket = await buildTicket();
  await withRequestId('request-of-report', () =>
    transaction((tx) =>
      queueMessage(tx, {
        jurisdictionCode: '230100',
        ticketId: ticket.ticketId,
        channel: 'sms',
        to: '+8613904510001',
        templateId: 'report-received',
        locale: 'zh-CN',
        variables: { number: ticket.trackingNumber, code: '246810', trackUrl: 'https://portal.example.cn/t' },
        now: new Date(),
      }),
    ),
  );
  const [job] = await database.query<{ payload: Record<string, string> }>(
    'SELECT payload FROM graphile_worker._private_jobs',
  );
  expect(job?.payload.requestId).toBe('request-of-report');
  const ids = await idsOfRuns({ 'send-message': job?.payload, 'purge-limits': {} });
  expect(ids['send-message']).toBe('request-of-report');
  expect(ids['purge-limits']).toMatch(/^[0-9a-f-]{36}$/);
});

test('the messages of a report carry the id of its submission', async () => {
  await withRequestId('request-of-submission', () =>
    submitReport(
      { kind: 'public', address: '203.0.113.7' },
      {
        description: '中央大街路口的污水井盖破损',
        divisionCode: '230102',
        address: '中央大街100号门前',
        reporter: { phone: '13904510001' },
      },
      { channel: 'web', locale: 'zh-CN', idempotency: { scope: 'api', key: 'k-1' } },
    ),
  );
  const jobs = await database.query(
    `SELECT 1 FROM graphile_worker._private_jobs
     WHERE payload->>'requestId' = 'request-of-submission' AND payload->>'messageId' IS NOT NULL`,
  );
  expect(jobs).toHaveLength(1);
});
