import { CaseCard } from '@/app/_cases/case-card';
import { publishedCase } from '@/app/_cases/case-of';
import { followerOf, followingPath, reportOf, reportPath } from '@/app/_cases/follow-path';
import { FollowerCodeForm, FollowerContactForm, FollowerFields } from '@/app/_cases/follower-contact';
import { pageContext, type PageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { Notice } from '@/app/_ui/content/notice';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { unsealText } from '@/lib/platform/sealed-text';
import { followingOf } from '@/lib/tickets/cases/followed-cases';
import { FollowerProof, type FollowerKey } from '@/lib/tickets/cases/follower-proof';
import { TYPED_CONTACT } from '@/app/_cases/typed-contact';

export const generateMetadata = pageMetadata('follow.pageTitle', { hidden: true });

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const ERRORS: Record<string, { field: string; key: MessageKey }> = {
  contact: { field: 'contact', key: 'follow.contactWrong' },
  code: { field: 'code', key: 'follow.codeWrong' },
};

function Ended({ context: { t, link }, caseId }: { context: PageContext; caseId: string | null }) {
  return (
    <>
      <Notice title={t('follow.endedTitle')}>{t('follow.endedText')}</Notice>
      {caseId ? (
        <p>
          <ButtonLink look="second" href={link(`/cases/${caseId}`)}>
            {t('follow.case')}
          </ButtonLink>
        </p>
      ) : null}
    </>
  );
}

/** What following meant for the report that was being written, and the way back to it. */
function OwnReport({ context: { t, link }, report }: { context: PageContext; report: string }) {
  return (
    <Sheet>
      <p className="mb-4">{t(report === 'form' ? 'follow.keptForm' : 'follow.keptDraft')}</p>
      <ButtonLink look="second" href={link(reportPath(report))}>
        {t('follow.own')}
      </ButtonLink>
    </Sheet>
  );
}

function End({
  context: { t, link },
  caseId,
  ...fields
}: {
  context: PageContext;
  caseId: string;
  follower: FollowerKey;
  report: string | null;
}) {
  return (
    <Sheet>
      <h2 className="mb-2 text-xl">{t('follow.endTitle')}</h2>
      <p className="mb-4">{t('follow.endText')}</p>
      <form action={link(`/cases/${caseId}/following/end`)} method="post">
        <FollowerFields {...fields} />
        <Button look="second">{t('follow.end')}</Button>
      </form>
    </Sheet>
  );
}

/** A follower's own page, by its signed link: what was noted, how to hear of the case, and how to stop. */
export default async function FollowingPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link } = context;
  const { id } = await params;
  const query = await searchParams;
  const proof = followerOf(query.f, query.t);
  const [item, following] = await Promise.all([publishedCase(id), proof && followingOf(proof, id)]);
  if (!proof || !following)
    return (
      <Page narrow>
        <PageTitle>{t('follow.pageTitle')}</PageTitle>
        <Ended context={context} caseId={item && id} />
      </Page>
    );
  const follower = FollowerProof.keyOf(proof);
  const report = reportOf(query.report);
  const codeId = following === 'counted' && typeof query.code === 'string' ? query.code : null;
  const fault = Object.hasOwn(ERRORS, String(query.error)) ? ERRORS[String(query.error)] : undefined;
  const error = fault && t(fault.key);
  const shared = { context, caseId: id, follower, report, error };
  return (
    <Page narrow>
      <PageTitle>{t('follow.pageTitle')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={error ? [{ field: fault.field, text: error }] : []} />
      <Notice kind="success" title={t(following === 'told' ? 'follow.toldTitle' : 'follow.doneTitle')}>
        {following === 'told' ? <p className="mb-2">{t('follow.toldText')}</p> : null}
        <p className="mb-2">{t('follow.noReport')}</p>
        <p>{t('follow.next')}</p>
      </Notice>
      {item ? <CaseCard item={item} context={context} /> : null}
      {item ? (
        <p className="mb-6">
          <ButtonLink href={link(`/cases/${id}`)}>{t('follow.case')}</ButtonLink>
        </p>
      ) : null}
      {report ? <OwnReport context={context} report={report} /> : null}
      {codeId ? (
        <FollowerCodeForm {...shared} codeId={codeId} again={link(followingPath(id, follower, { report }))} />
      ) : null}
      {following === 'counted' && !codeId ? (
        <FollowerContactForm {...shared} typed={unsealText(query.typed, TYPED_CONTACT) ?? ''} />
      ) : null}
      <End context={context} caseId={id} follower={follower} report={report} />
    </Page>
  );
}
