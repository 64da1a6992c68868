import { placesByCode } from '@/app/_staff/role-names';
import { Tag } from '@/app/_ui/content/tag';
import { DataTable } from '@/app/_ui/table/data-table';
import { formatDuration, formatTime } from '@/lib/platform/i18n/format';
import type { Backlog, DeskHealth, SystemHealth } from '@/lib/routing/system-health';

import type { PageContext } from '../_page/context';
import { ChangedNotice } from './live/changed-notice';

type Kind = 'good' | 'warning' | 'danger';

const DESK_KINDS = { active: 'good', paused: 'warning', circuitOpen: 'danger', setAside: 'neutral' } as const;

/** What stands still in the system, as it was when the page was made. */
export async function HealthSection({
  context,
  health,
  now,
}: {
  context: PageContext;
  health: SystemHealth;
  now: Date;
}) {
  const { t, locale } = context;
  const { worker } = health;
  const backlog = ({ count, oldest }: Backlog, kind: Kind) => ({
    kind: count === 0 ? ('good' as const) : kind,
    word: count === 0 ? t('console.health.none') : t('console.health.count', { count }),
    more: oldest
      ? t('console.health.oldest', { duration: formatDuration(t, now.getTime() - oldest.getTime()) })
      : '',
  });
  const cards: { name: string; kind: Kind; word: string; more: string }[] = [
    {
      name: t('console.health.worker'),
      kind: worker.alive ? 'good' : 'danger',
      word: t(worker.alive ? 'console.health.workerAlive' : 'console.health.workerGone'),
      more:
        worker.seenSecondsAgo === null
          ? ''
          : t('console.health.workerSeen', { seconds: worker.seenSecondsAgo }),
    },
    { name: t('console.health.dead'), ...backlog(health.dead, 'danger') },
    { name: t('console.health.late'), ...backlog(health.late, 'warning') },
    { name: t('console.health.triage'), ...backlog(health.triage, 'warning') },
    { name: t('console.health.unsent'), ...backlog(health.unsent, 'warning') },
  ];
  return (
    <>
      <h2 className="mb-2 text-xl">{t('console.health.title')}</h2>
      <p className="text-muted mb-2">{t('console.health.at', { time: formatTime(locale, now) })}</p>
      <dl className="mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {cards.map(({ name, kind, word, more }) => (
          <div key={name} className="bg-surface border-line rounded-md border p-4">
            <dt className="text-muted font-bold">{name}</dt>
            <dd>
              <Tag kind={kind}>{word}</Tag> <span className="text-sm">{more}</span>
            </dd>
          </div>
        ))}
      </dl>
      <DataTable
        caption={t('console.health.desks')}
        columns={[
          t('console.health.deskName'),
          t('console.roles.place'),
          t('console.accounts.status'),
          t('console.health.deskWaiting'),
          t('console.health.dead'),
        ]}
        rows={await deskRows(context, health.desks)}
      />
      <ChangedNotice
        topics={['tickets', 'deliveries', 'settings']}
        texts={{ changed: t('console.health.changed'), reload: t('console.live.reload') }}
      />
    </>
  );
}

async function deskRows(context: PageContext, desks: readonly DeskHealth[]) {
  const { t, locale } = context;
  const places = await placesByCode(context);
  return desks.map((desk) => ({
    id: desk.code,
    cells: [
      locale === 'en' ? desk.nameEn : desk.nameZh,
      places.get(desk.jurisdictionCode) ?? desk.jurisdictionCode,
      <Tag key="state" kind={DESK_KINDS[desk.state]}>
        {t(`console.health.desk.${desk.state}`)}
      </Tag>,
      String(desk.waiting),
      String(desk.dead),
    ],
  }));
}
