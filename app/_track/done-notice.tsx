import type { PageContext } from '@/app/_page/context';
import { Notice } from '@/app/_ui/content/notice';

import { actOf } from './send-act';

/** What the form that led here has done, or that it came too late. The words come from the act's name, never from the address. */
export function DoneNotice({
  context: { t },
  done,
  gone,
}: {
  context: PageContext;
  done: unknown;
  gone: unknown;
}) {
  const act = actOf(done);
  if (!act && !actOf(gone)) return null;
  return (
    <div id="done" tabIndex={-1} className="no-print">
      {act ? (
        <Notice kind="success" title={t(`track.act.${act}.done`)} />
      ) : (
        <Notice kind="warning" title={t('track.act.gone')} />
      )}
    </div>
  );
}
