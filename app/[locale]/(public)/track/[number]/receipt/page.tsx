import { redirect } from 'next/navigation';

import { pageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { PrintButton } from '@/app/_page/print-button';
import { proofOfLink, ticketPath } from '@/app/_track/reporter-proof';
import { ticketFacts } from '@/app/_track/ticket-facts';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { QrCode } from '@/app/_ui/content/qr-code';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';
import { trackUrl } from '@/lib/tickets/track-link';
import { trackForReporter } from '@/lib/tickets/track-ticket';

export const generateMetadata = pageMetadata('track.receipt.title', { hidden: true });

interface Props {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A sheet to print or hand on: the number, the facts, and the signed link as text and as a QR code. */
export default async function ReceiptPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const [{ number }, query] = [await params, await searchParams];
  const proof = proofOfLink(number, query.t);
  if (!proof) redirect(link('/track?error=link'));
  const view = await trackForReporter(proof);
  const { ticket } = view;
  const address = trackUrl(ticket.trackingNumber, locale);
  return (
    <Page narrow>
      <PageTitle>{t('track.receipt.title')}</PageTitle>
      <Sheet>
        <p className="text-muted font-bold">{t('track.number')}</p>
        <p className="mb-4 text-2xl font-bold tabular-nums">{formatTrackingNumber(ticket.trackingNumber)}</p>
        <QrCode text={address} label={t('track.receipt.qr')} />
        <p className="mt-2">{t('track.receipt.scan')}</p>
      </Sheet>
      <DefinitionList items={ticketFacts(view, context)} />
      <p className="font-bold">{t('track.receipt.address')}</p>
      <p className="text-muted mb-2 text-sm">{t('track.receipt.addressHint')}</p>
      <p id="link" className="mb-6 break-all select-all">
        {address}
      </p>
      <p className="no-print flex flex-wrap gap-3">
        <PrintButton text={t('track.print')} />
        <ButtonLink look="second" href={link(ticketPath(number, String(query.t)))}>
          {t('track.act.back')}
        </ButtonLink>
      </p>
    </Page>
  );
}
