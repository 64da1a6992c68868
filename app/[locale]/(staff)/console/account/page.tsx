import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { keptFormOf } from '@/app/_staff/kept-form';
import { NewPasswordFields } from '@/app/_staff/new-password-fields';
import { OwnSessions } from '@/app/_staff/own-sessions';
import { staffPage } from '@/app/_staff/staff-page';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { TextField } from '@/app/_ui/form/text-field';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { systemClock } from '@/lib/platform/clock';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { listOwnSessions, ownProofs } from '@/lib/staff/accounts';

export const generateMetadata = pageMetadata('console.account.title', { hidden: true });

const DONE: Record<string, MessageKey> = {
  password: 'console.account.passwordDone',
  session: 'console.account.sessionDone',
  authenticator: 'console.account.totpDone',
};

/** Somebody's own account: sessions, password, authenticator, recovery codes. */
export default async function AccountPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const page = await staffPage(params);
  const { t, link, locale, headers, identity } = page;
  const query = await searchParams;
  const kept = keptFormOf(headers, '/console/account', query, locale);
  const proofs = await ownProofs(identity.actor);
  const sessions = await listOwnSessions(identity.actor, systemClock.now());
  const done =
    typeof query.done === 'string' && Object.hasOwn(DONE, query.done) ? DONE[query.done] : undefined;
  return (
    <Page>
      <PageTitle>{t('console.account.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      {done ? <Notice kind="success" title={t(done)} /> : null}
      <DefinitionList
        items={[
          { name: t('console.name'), value: identity.displayName },
          { name: t('console.signIn.login'), value: identity.login },
        ]}
      />
      <h2 className="mb-2 text-xl">{t('console.account.sessions')}</h2>
      <OwnSessions context={page} sessions={sessions} />
      {proofs.password ? (
        <>
          <h2 className="mb-2 text-xl">{t('console.account.password')}</h2>
          <Sheet>
            <form action={link('/console/account/password')} method="post" noValidate>
              <TextField
                id="current"
                name="current"
                type="password"
                label={t('console.password.current')}
                error={kept.errorOf('current')}
                autoComplete="current-password"
                maxLength={128}
                required
              />
              <NewPasswordFields context={page} kept={kept} />
              <Button>{t('console.password.change')}</Button>
            </form>
          </Sheet>
        </>
      ) : null}
      {proofs.totp ? (
        <>
          <h2 className="mb-2 text-xl">{t('console.account.codes')}</h2>
          <Sheet>
            <p className="mb-4">{t('console.account.codesLeft', { count: proofs.codesLeft })}</p>
            <div className="flex flex-wrap gap-3">
              <form action={link('/console/account/recovery-codes')} method="post">
                <Button look="second">{t('console.account.newCodes')}</Button>
              </form>
              <form action={link('/console/account/authenticator/begin')} method="post">
                <Button look="second">{t('console.account.newTotp')}</Button>
              </form>
            </div>
          </Sheet>
        </>
      ) : null}
    </Page>
  );
}
