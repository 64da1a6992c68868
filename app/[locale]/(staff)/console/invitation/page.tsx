import { headers } from 'next/headers';

import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { AuthenticatorSetup } from '@/app/_staff/authenticator-setup';
import { CodeField } from '@/app/_staff/code-field';
import { keptFormOf } from '@/app/_staff/kept-form';
import { NewPasswordFields } from '@/app/_staff/new-password-fields';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { openInvitation } from '@/lib/staff/invitation-store';

export const generateMetadata = pageMetadata('console.invitation.title', { hidden: true });

/** Where an invitation's link leads: a password and an authenticator, or single sign-on. */
export default async function InvitationPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const query = await searchParams;
  const token = typeof query.token === 'string' ? query.token : '';
  const invitation = await openInvitation(token, systemClock.now());
  const kept = keptFormOf(new Headers(await headers()), '/console/invitation', query, locale);
  if (!invitation)
    return (
      <Page narrow>
        <PageTitle>{t('console.invitation.gone')}</PageTitle>
        <p className="mb-6">{t('console.invitation.goneText')}</p>
        <ButtonLink href={link('/console/sign-in')}>{t('console.signIn.title')}</ButtonLink>
      </Page>
    );
  return (
    <Page narrow>
      <PageTitle>{t('console.invitation.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      <p className="mb-4">{t('console.invitation.lead')}</p>
      <DefinitionList
        items={[
          { name: t('console.name'), value: invitation.displayName },
          { name: t('console.signIn.login'), value: invitation.login },
        ]}
      />
      {env().oidc.issuer ? (
        <Sheet>
          <p className="mb-4">{t('console.invitation.oidcText')}</p>
          <ButtonLink
            look="second"
            href={link(`/console/sign-in/oidc?invitation=${encodeURIComponent(token)}`)}
          >
            {t('console.invitation.oidc')}
          </ButtonLink>
        </Sheet>
      ) : null}
      <Sheet>
        <form action={link('/console/invitation/accept')} method="post" noValidate>
          <input type="hidden" name="token" value={token} />
          {/* For password managers, which store a name with the password. */}
          <input
            type="text"
            name="username"
            value={invitation.login}
            autoComplete="username"
            readOnly
            hidden
          />
          <h2 className="mb-2 text-xl">{t('console.invitation.step1')}</h2>
          <NewPasswordFields context={context} kept={kept} />
          <h2 className="mb-2 text-xl">{t('console.invitation.step2')}</h2>
          <AuthenticatorSetup context={context} secret={invitation.totpSecret} login={invitation.login} />
          <CodeField context={context} kept={kept} />
          <Button>{t('console.invitation.accept')}</Button>
        </form>
      </Sheet>
    </Page>
  );
}
