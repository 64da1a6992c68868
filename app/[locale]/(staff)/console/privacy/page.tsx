import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { keptFormOf } from '@/app/_staff/kept-form';
import { HoldForm, HoldTable } from '@/app/_staff/privacy-holds';
import { RetentionTable } from '@/app/_staff/retention-table';
import { staffPage } from '@/app/_staff/staff-page';
import { Notice } from '@/app/_ui/content/notice';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { readPrivacy } from '@/lib/privacy/read-privacy';
import { placesOf } from '@/lib/staff/permissions';

export const generateMetadata = pageMetadata('console.privacy.title', { hidden: true });

const DONE: Record<string, MessageKey> = {
  hold: 'console.privacy.holdDone',
  release: 'console.privacy.releaseDone',
};

/** How long personal data stays, what the last run purged, and which tickets are held. */
export default async function PrivacyPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const page = await staffPage(params, { permission: 'privacy.read', recent: true });
  const { t, locale, headers, identity } = page;
  const query = await searchParams;
  const kept = keptFormOf(headers, '/console/privacy', query, locale);
  const done =
    typeof query.done === 'string' && Object.hasOwn(DONE, query.done) ? DONE[query.done] : undefined;
  const { classes, holds } = await readPrivacy(identity.actor);
  const mayHold = placesOf(identity.actor.grants, 'privacy.hold').length > 0;
  const failed = classes.filter(({ last }) => last?.error);
  return (
    <Page>
      <PageTitle>{t('console.privacy.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      {done ? <Notice kind="success" title={t(done)} /> : null}
      {failed.length > 0 ? (
        <Notice
          kind="warning"
          title={t('console.privacy.failed', { classes: failed.map(({ code }) => code).join(', ') })}
        >
          {t('console.privacy.failedText')}
        </Notice>
      ) : null}
      <p className="mb-6">{t('console.privacy.lead')}</p>
      <RetentionTable context={page} classes={classes} />
      <h2 className="mb-2 text-xl">{t('console.privacy.holds')}</h2>
      <p className="mb-4">{t('console.privacy.holdsText')}</p>
      <HoldTable context={page} holds={holds} mayRelease={mayHold} />
      {mayHold ? <HoldForm context={page} kept={kept} /> : null}
    </Page>
  );
}
