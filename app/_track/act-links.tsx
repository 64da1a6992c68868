import type { PageContext } from '@/app/_page/context';
import { ButtonLink } from '@/app/_ui/form/button';
import type { ReporterAct } from '@/lib/tickets/reporter-acts';

import { ticketPath } from './reporter-proof';

/** What the reporter can do now; what is not possible is not offered. An answer stands with its question instead. */
export function ActLinks({
  context: { t, link },
  number,
  token,
  acts,
}: {
  context: PageContext;
  number: string;
  token: string;
  acts: readonly ReporterAct[];
}) {
  return (
    <section className="no-print mb-6">
      <h2 className="mb-3 text-xl">{t('track.acts')}</h2>
      <ul className="flex flex-wrap gap-3">
        {acts
          .filter((act) => act !== 'answer')
          .map((act) => (
            <li key={act}>
              <ButtonLink look="second" href={link(ticketPath(number, token, `/${act}`))}>
                {t(`track.act.${act}.link`)}
              </ButtonLink>
            </li>
          ))}
        <li>
          <ButtonLink look="second" href={link(ticketPath(number, token, '/receipt'))}>
            {t('track.receipt.link')}
          </ButtonLink>
        </li>
      </ul>
    </section>
  );
}
