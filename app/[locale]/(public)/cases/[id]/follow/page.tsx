import { CaseCard } from '@/app/_cases/case-card';
import { caseOf } from '@/app/_cases/case-of';
import { newBrowserId } from '@/app/_cases/follower-cookie';
import { reportOf, reportPath } from '@/app/_cases/follow-path';
import { pageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { Notice } from '@/app/_ui/content/notice';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('follow.title', { hidden: true });

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** "I met this too", before it is said: which case, what it means and what it does not. */
export default async function FollowPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const { id } = await params;
  const item = await caseOf(id);
  const report = reportOf((await searchParams).report);
  const own = link(report ? reportPath(report) : '/report');
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('site.home'), href: link('/') },
          { text: t('cases.nav'), href: link('/cases') },
          { text: item.category.name[locale], href: link(`/cases/${id}`) },
          { text: t('cases.alsoMet') },
        ]}
      />
      <PageTitle>{t('follow.title')}</PageTitle>
      <CaseCard item={item} context={context} />
      {item.state === 'closed' ? (
        <>
          <Notice kind="warning" title={t('follow.closedTitle')}>
            {t('follow.closedText')}
          </Notice>
          <p>
            <ButtonLink href={own}>{t(report ? 'follow.own' : 'follow.report')}</ButtonLink>
          </p>
        </>
      ) : (
        <Sheet>
          <p className="mb-3">{t('follow.lead')}</p>
          <p className="mb-3">{t('follow.noReport')}</p>
          <p className="mb-4">{t('follow.noAccount')}</p>
          <form action={link(`/cases/${id}/follow/send`)} method="post">
            <input type="hidden" name="browser" value={newBrowserId()} />
            <input type="hidden" name="report" value={report ?? ''} />
            <p className="flex flex-wrap gap-3">
              <Button>{t('follow.confirm')}</Button>
              {report ? (
                <ButtonLink look="second" href={own}>
                  {t('follow.own')}
                </ButtonLink>
              ) : null}
            </p>
          </form>
        </Sheet>
      )}
    </Page>
  );
}
