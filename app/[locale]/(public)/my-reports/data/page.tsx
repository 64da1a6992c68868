import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { PrintButton } from '@/app/_page/print-button';
import { PersonRecords, PersonReport } from '@/app/_track/person-data';
import { contactOrSignIn } from '@/app/_track/signed-in-contact';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { formatDateTime } from '@/lib/platform/i18n/format';
import { collectPerson } from '@/lib/privacy/collect-person';

export const generateMetadata = pageMetadata('my.data.title', { hidden: true });

/** Everything we hold about a proven contact, to read and print; as a file; and the way to have it erased. */
export default async function MyDataPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const data = await collectPerson(await contactOrSignIn(context));
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('my.nav'), href: link('/my-reports') }, { text: t('my.data.title') }]}
      />
      <PageTitle>{t('my.data.title')}</PageTitle>
      <p className="mb-2">{t('my.data.lead')}</p>
      <p className="text-muted mb-6 text-sm">
        {t('my.data.of', {
          contact: data.contact.address ?? '—',
          at: formatDateTime(locale, new Date(data.madeAt)),
        })}
      </p>
      <div className="mb-6 flex flex-wrap gap-3">
        <form action={link('/my-reports/data/download')} method="post">
          <Button>{t('my.data.download')}</Button>
        </form>
        <ButtonLink look="second" href={link('/my-reports/erase')}>
          {t('my.data.erase')}
        </ButtonLink>
        <PrintButton text={t('my.data.print')} />
      </div>
      <p className="mb-6">{t('my.data.correct')}</p>
      <h2 className="mb-3 text-xl">{t('my.data.reports', { count: data.reports.length })}</h2>
      {data.reports.map((report) => (
        <PersonReport key={report.trackingNumber} context={context} report={report} />
      ))}
      <PersonRecords context={context} data={data} />
    </Page>
  );
}
