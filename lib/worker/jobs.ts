import type { TaskList } from 'graphile-worker';
import { purgeDrafts } from '@/lib/intake/purge-drafts';
import { purgeUploads } from '@/lib/media/purge-uploads';
import { forgetMessage } from '@/lib/notify/forget-message';
import { reconcileMessages } from '@/lib/notify/reconcile-messages';
import { sendMessage } from '@/lib/notify/send-message';
import { sendOneTimeCode } from '@/lib/notify/send-one-time-code';
import { purgeSignIns } from '@/lib/people/purge-sign-ins';
import type { Actor } from '@/lib/platform/actor';
import { newId } from '@/lib/platform/ids';
import { logger } from '@/lib/platform/log';
import { purgeLimits } from '@/lib/platform/rate-limit';
import { withRequestId } from '@/lib/platform/request-context';
import { purgeByClass } from '@/lib/privacy/purge-by-class';
import { purgeChanges } from '@/lib/settings/purge-changes';
import { purgeStaffSignIns } from '@/lib/staff/purge-staff-sign-ins';
import { reconcileDesks } from '@/lib/routing/reconcile-desks';
import { refreshWeek } from '@/lib/statistics/refresh-week';
import { hiddenCategories } from '@/lib/tickets/cases/hidden-categories';
import { summariseCases } from '@/lib/tickets/cases/summarise-cases';
import { tellFollowers } from '@/lib/tickets/cases/tell-followers';
import { checkCalendar } from '@/lib/tickets/check-calendar';
import { recomputeDeadlines } from '@/lib/tickets/recompute-deadlines';
import { checkAudit } from './check-audit';
import { JOB_CATALOGUE, type JobName, type JobPayload } from './catalogue';
import type { DeskLoops } from './desk-loops';

type Handlers = { [N in JobName]: (payload: JobPayload<N>) => Promise<unknown> };

const SYSTEM: Actor = { kind: 'system', name: 'worker' };

/** What each job does. A handler may run twice: everything behind it bears that. */
export function jobHandlers(loops: Pick<DeskLoops, 'wake'>): Handlers {
  return {
    'wake-desk': async ({ deskCode }) => loops.wake(deskCode),
    'send-message': ({ jurisdictionCode, messageId }) => sendMessage({ jurisdictionCode, messageId }),
    'forget-message': (key) => forgetMessage(SYSTEM, key),
    'send-one-time-code': ({ codeId }) => sendOneTimeCode(codeId),
    'tell-followers': (news) => tellFollowers(news),
    'reconcile-messages': () => reconcileMessages(),
    'reconcile-desks': () => reconcileDesks(SYSTEM),
    'purge-uploads': () => purgeUploads(SYSTEM),
    'purge-drafts': () => purgeDrafts(SYSTEM),
    'purge-sign-ins': () => purgeSignIns(SYSTEM),
    'purge-staff-sign-ins': () => purgeStaffSignIns(SYSTEM),
    'purge-limits': () => purgeLimits(SYSTEM),
    'purge-by-class': () => purgeByClass(SYSTEM),
    'purge-setting-changes': () => purgeChanges(SYSTEM),
    'recompute-deadlines': ({ scope }) => recomputeDeadlines(SYSTEM, scope),
    'check-calendar': () => checkCalendar(),
    'refresh-week': async () => refreshWeek(SYSTEM, { hidden: await hiddenCategories() }),
    'summarise-cases': () => summariseCases(SYSTEM),
    'verify-audit': () => checkAudit(SYSTEM),
  };
}

/** When the regular jobs run, in UTC (graphile-worker's crontab). A run that was missed is made up within the hour. */
export const CRONTAB = [
  '*/10 * * * * reconcile-desks ?max=1&fill=10m',
  '* * * * * reconcile-messages ?max=1',
  // its first run of the day is right after midnight in China (16:00 UTC)
  '*/10 * * * * refresh-week ?max=1&fill=10m',
  '*/5 * * * * summarise-cases ?max=1&fill=5m',
  '7 * * * * purge-uploads ?max=3&fill=1h',
  '23 * * * * purge-drafts ?max=3&fill=1h',
  '29 * * * * purge-sign-ins ?max=3&fill=1h',
  '31 * * * * purge-staff-sign-ins ?max=3&fill=1h',
  '35 17 * * * purge-setting-changes ?max=3&fill=6h',
  '33 * * * * purge-limits ?max=3&fill=1h',
  '37 18 * * * purge-by-class ?max=3&fill=6h',
  '17 17 * * * recompute-deadlines ?max=3&fill=1d',
  '19 1 * * * check-calendar ?max=3&fill=1d',
  '41 18 * * * verify-audit ?max=2&fill=6h',
].join('\n');

/** A failed job's message is kept in the queue's table and may quote input: only its kind goes there. */
class JobFault extends Error {
  constructor(name: string, cause: unknown) {
    const code = (cause as { code?: unknown } | null)?.code;
    const kind = cause instanceof Error ? cause.name : typeof cause;
    super(`${name}: ${kind}${typeof code === 'string' ? ` ${code}` : ''}`);
    this.name = 'JobFault';
    this.stack = undefined;
  }
}

/** The request that a job continues, as its payload names it. */
function requestIdOf(payload: unknown): string | undefined {
  const id = (payload as { requestId?: unknown } | null)?.requestId;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The handlers as graphile-worker runs them: payload checked by the catalogue, faults logged without their words. */
export function taskList(handlers: Handlers): TaskList {
  const names = Object.keys(JOB_CATALOGUE) as JobName[];
  return Object.fromEntries(
    names.map((name) => {
      const handle = handlers[name] as (payload: unknown) => Promise<unknown>;
      const schema = JOB_CATALOGUE[name];
      const task = (payload: unknown) =>
        withRequestId(requestIdOf(payload) ?? newId(), async () => {
          try {
            await handle(schema.parse(payload));
          } catch (error) {
            logger('jobs').error({ err: error, task: name }, 'job failed');
            throw new JobFault(name, error);
          }
        });
      return [name, task];
    }),
  );
}
