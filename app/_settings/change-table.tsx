import type { StaffPage } from '@/app/_staff/staff-page';
import { Tag } from '@/app/_ui/content/tag';
import { DataTable } from '@/app/_ui/table/data-table';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { ChangeLine } from '@/lib/settings/changes';

import type { PageContext } from '../_page/context';
import { screensFor } from './screens';

const STATES: Record<ChangeLine['state'], MessageKey> = {
  refused: 'settings.state.refused',
  proposed: 'settings.state.proposed',
  applied: 'settings.state.applied',
  undone: 'settings.state.undone',
  discarded: 'settings.state.discarded',
};

/** Where a change stands, in words. */
export function ChangeState({ context: { t }, change }: { context: PageContext; change: ChangeLine }) {
  return (
    <Tag>
      {t(change.undoes && change.state === 'applied' ? 'settings.state.undoing' : STATES[change.state])}
    </Tag>
  );
}

/** Changes of settings, newest first. */
export function ChangeTable({ page, changes }: { page: StaffPage; changes: readonly ChangeLine[] }) {
  const { t, link, locale, identity } = page;
  const screens = screensFor(identity.actor);
  return (
    <DataTable
      caption={t('settings.history')}
      columns={[
        t('settings.what'),
        t('settings.kind'),
        t('settings.stateName'),
        t('settings.by'),
        t('settings.at'),
      ]}
      rows={changes.map((change) => {
        const screen = screens.find(({ kind }) => kind === change.kind);
        return {
          id: change.id,
          cells: [
            <a
              key="subject"
              href={link(`/console/settings/changes/${change.id}`)}
              className="min-h-target -my-2 inline-flex items-center font-bold"
            >
              {screen?.title(page, change.subject, null) ?? change.subject}
            </a>,
            screen ? t(screen.name) : change.kind,
            <ChangeState key="state" context={page} change={change} />,
            change.settledBy ?? change.proposedBy,
            formatDateTime(locale, change.settledAt ?? change.proposedAt),
          ],
        };
      })}
    />
  );
}
