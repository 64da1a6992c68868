import type { PageContext } from '@/app/_page/context';
import { Sheet } from '@/app/_ui/layout/page';
import { env } from '@/lib/platform/env';
import type { PublicTicketView } from '@/lib/tickets/view-schemas';

import { ShareLink } from './share-link';

/** What everybody may see of the reporter's ticket, how many met the same, and a link to pass on. Before it is published, nothing. */
export function PublicCase({
  context: { t, link },
  item,
}: {
  context: PageContext;
  item: PublicTicketView['case'];
}) {
  if (!item) return null;
  const path = link(`/cases/${item.id}`);
  const url = env().publicBaseUrl + path;
  return (
    <section className="no-print">
      <h2 className="mb-3 text-xl">{t('track.case')}</h2>
      <Sheet>
        {item.followers > 0 ? (
          <p className="mb-2 font-bold">{t('track.caseFollowers', { count: item.followers })}</p>
        ) : null}
        <p className="mb-2">{t('track.caseLead')}</p>
        <p className="[overflow-wrap:anywhere]">
          <a href={path} className="min-h-target inline-flex items-center">
            {url}
          </a>
        </p>
        <ShareLink
          url={url}
          texts={{ share: t('track.share'), copy: t('track.copy'), copied: t('track.copied') }}
        />
      </Sheet>
    </section>
  );
}
