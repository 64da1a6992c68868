import { Article } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { EmergencyNumbers } from '@/app/_page/emergency-numbers';
import { readSiteOwner } from '@/app/_page/footer-lines';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { DefinitionList } from '@/app/_ui/content/definition-list';

export const generateMetadata = pageMetadata('contact.title');

export default async function ContactPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t, link } = context;
  const { organiser, contact } = await readSiteOwner();
  return (
    <Article context={context} title={t('contact.title')}>
      <DefinitionList
        items={[
          {
            name: t('contact.phone'),
            value: (
              <a
                href="tel:12319"
                className="min-h-target inline-flex items-center text-lg font-bold tabular-nums"
              >
                12319
              </a>
            ),
          },
          { name: t('contact.hours'), value: t('contact.hoursText') },
          {
            name: t('contact.online'),
            value: (
              <a href={link('/report')} className="min-h-target inline-flex items-center">
                {t('report.nav')}
              </a>
            ),
          },
          {
            name: t('contact.supervision'),
            value: (
              <>
                {t('contact.supervisionText')}{' '}
                <a href={`${link('/help')}#enforcement`} className="min-h-target inline-flex items-center">
                  {t('contact.supervisionLink')}
                </a>
              </>
            ),
          },
          ...(organiser ? [{ name: t('contact.organiser'), value: organiser }] : []),
          ...(contact ? [{ name: t('contact.address'), value: contact }] : []),
        ]}
      />
      <h2 className="mb-2 text-xl">{t('emergency.title')}</h2>
      <EmergencyNumbers t={t} />
    </Article>
  );
}
