import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { ReportForm } from '@/app/_report/report-form';
import { Page } from '@/app/_ui/layout/page';
import { reportFormVersion } from '@/lib/intake/report-form-version';
import { env } from '@/lib/platform/env';
import { dictionary } from '@/lib/platform/i18n/translate';
import { reference } from '@/lib/tickets/reference';

export const generateMetadata = pageMetadata('report.title');

/** Opening this page keeps nothing on the server: a draft begins with the first answer sent. */
export default async function ReportPage({ params }: PageProps) {
  const { t, link, locale } = await pageContext(params);
  const { map } = env();
  return (
    <Page narrow>
      <ReportForm
        locale={locale}
        texts={dictionary(locale, ['report', 'form', 'emergency', 'receipt'])}
        formVersion={reportFormVersion(await reference())}
        saveAction={link('/report/save')}
        again={link('/report')}
        map={map && { styleUrl: map.styleUrl, coordinates: map.coordinates }}
      />
      <noscript>
        <p className="mt-6">{t('report.noscript')}</p>
      </noscript>
    </Page>
  );
}
