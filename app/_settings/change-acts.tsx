import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import type { ChangeDetail } from '@/lib/settings/changes';

import { editPath } from './screen';

/** What can be done about a change as it stands. */
export function ChangeActs({ page: { t, link }, change }: { page: PageContext; change: ChangeDetail }) {
  const { id, kind, subject, state, outdated } = change;
  const act = (name: string, text: string, look: 'main' | 'second') => (
    <form action={link(`/console/settings/changes/${id}/${name}`)} method="post">
      <Button look={look}>{text}</Button>
    </form>
  );
  const again = editPath(kind, change.before === null ? '' : subject);
  return (
    <div className="no-print flex flex-wrap items-center gap-4">
      {state === 'proposed' && !outdated ? act('apply', t('settings.apply'), 'main') : null}
      {state === 'proposed' && change.after !== null ? (
        <a href={link(`${again}&change=${id}`)} className="min-h-target inline-flex items-center font-bold">
          {t('settings.goOn')}
        </a>
      ) : null}
      {state === 'proposed' ? act('discard', t('settings.discard'), 'second') : null}
      {state === 'applied' && !outdated ? act('undo', t('settings.undo'), 'second') : null}
    </div>
  );
}
