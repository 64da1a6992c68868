import { redirect } from 'next/navigation';

import { pageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { PrintButton } from '@/app/_page/print-button';
import { openDraft } from '@/app/_report/open-draft';
import { Receipt } from '@/app/_report/receipt';
import { Page, PageTitle } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('receipt.title', { hidden: true });

/** The receipt of a sent draft, the same however often it is opened. */
export default async function DonePage({ params }: { params: Promise<{ locale: string; draft: string }> }) {
  const { t, link } = await pageContext(params);
  const { draft: id } = await params;
  const { receipt } = await openDraft(id, link);
  if (!receipt) redirect(link(`/report/${id}/review`));
  return (
    <Page narrow>
      <PageTitle>{t('receipt.title')}</PageTitle>
      <Receipt
        t={t}
        receipt={receipt}
        again={link('/report')}
        actions={<PrintButton text={t('receipt.print')} />}
      />
    </Page>
  );
}
