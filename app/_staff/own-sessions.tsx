import { DataTable } from '@/app/_ui/table/data-table';
import { Tag } from '@/app/_ui/content/tag';
import { Button } from '@/app/_ui/form/button';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { SessionView } from '@/lib/staff/accounts';

import type { PageContext } from '../_page/context';

/** Somebody's own open sessions; every one but this can be ended here, this one by signing out. */
export function OwnSessions({
  context: { t, link, locale },
  sessions,
}: {
  context: PageContext;
  sessions: readonly SessionView[];
}) {
  return (
    <DataTable
      caption={t('console.account.sessionsText')}
      columns={[
        t('console.account.device'),
        t('console.account.began'),
        t('console.account.seen'),
        t('console.account.end'),
      ]}
      rows={sessions.map((session) => ({
        id: session.id,
        cells: [
          `${session.device || t('console.account.unknownDevice')} (${t(`console.method.${session.method}`)})`,
          formatDateTime(locale, session.createdAt),
          formatDateTime(locale, session.lastSeenAt),
          session.current ? (
            <Tag>{t('console.account.thisOne')}</Tag>
          ) : (
            <form action={link('/console/account/sessions')} method="post">
              <input type="hidden" name="session" value={session.id} />
              <Button look="second">{t('console.account.revoke')}</Button>
            </form>
          ),
        ],
      }))}
    />
  );
}
