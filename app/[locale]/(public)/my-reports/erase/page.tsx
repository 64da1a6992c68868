import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { contactOrSignIn } from '@/app/_track/signed-in-contact';
import { Notice } from '@/app/_ui/content/notice';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';
import { previewErasure } from '@/lib/privacy/person-tickets';

export const generateMetadata = pageMetadata('my.erase.title', { hidden: true });

function Numbers({ title, numbers }: { title: string; numbers: readonly string[] }) {
  if (numbers.length === 0) return null;
  return (
    <>
      <h2 className="mb-2 text-xl">{title}</h2>
      <ul className="mb-6 list-disc pl-6">
        {numbers.map((number) => (
          <li key={number}>{formatTrackingNumber(number)}</li>
        ))}
      </ul>
    </>
  );
}

/** What erasing would take away, what stays and why, before it is done. */
export default async function ErasePage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t, link } = context;
  const contact = await contactOrSignIn(context);
  const { now, later } = await previewErasure(contact);
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('my.nav'), href: link('/my-reports') },
          { text: t('my.data.title'), href: link('/my-reports/data') },
          { text: t('my.erase.title') },
        ]}
      />
      <PageTitle>{t('my.erase.title')}</PageTitle>
      <Notice kind="warning" title={t('my.erase.warning')}>
        {t('my.erase.warningText')}
      </Notice>
      <Numbers title={t('my.erase.now')} numbers={now} />
      <Numbers title={t('my.erase.later')} numbers={later} />
      <h2 className="mb-2 text-xl">{t('my.erase.goes')}</h2>
      <p className="mb-6">{t('my.erase.goesText')}</p>
      <h2 className="mb-2 text-xl">{t('my.erase.stays')}</h2>
      <p className="mb-6">{t('my.erase.staysText')}</p>
      <form action={link('/my-reports/erase/send')} method="post" className="flex flex-wrap gap-3">
        <Button>{t('my.erase.do')}</Button>
        <ButtonLink look="second" href={link('/my-reports/data')}>
          {t('my.erase.back')}
        </ButtonLink>
      </form>
    </Page>
  );
}
