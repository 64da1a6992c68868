import { Article, Passage } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { ButtonLink } from '@/app/_ui/form/button';
import { DataTable } from '@/app/_ui/table/data-table';

export const generateMetadata = pageMetadata('help.title');

const numbers = ['12319', '110', '119', '120', '122', '12345'] as const;

export default async function HelpPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t, link } = context;
  return (
    <Article context={context} title={t('help.title')}>
      <DataTable
        caption={t('help.who')}
        columns={[t('help.number'), t('help.handles')]}
        rows={numbers.map((number) => ({
          id: number,
          cells: [
            <a
              key="call"
              href={`tel:${number}`}
              className="min-h-target inline-flex items-center tabular-nums"
            >
              {number}
            </a>,
            t(`help.handles${number}`),
          ],
        }))}
      />
      <Passage title={t('help.reportTitle')} texts={[t('help.report1'), t('help.report2')]} />
      <Passage title={t('help.trackTitle')} texts={[t('help.track1'), t('help.track2')]} />
      <Passage title={t('help.timeTitle')} texts={[t('help.time1'), t('help.time2')]} />
      <p className="flex flex-wrap gap-3">
        <ButtonLink href={link('/report')}>{t('report.nav')}</ButtonLink>
        <ButtonLink look="second" href={link('/track')}>
          {t('track.nav')}
        </ButtonLink>
      </p>
    </Article>
  );
}
