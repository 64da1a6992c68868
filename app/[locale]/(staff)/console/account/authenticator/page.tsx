import { redirect } from 'next/navigation';

import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { AuthenticatorSetup } from '@/app/_staff/authenticator-setup';
import { CodeField } from '@/app/_staff/code-field';
import { keptFormOf } from '@/app/_staff/kept-form';
import { authenticatorSecret } from '@/app/_staff/new-authenticator';
import { staffPage } from '@/app/_staff/staff-page';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('console.totp.title', { hidden: true });

/** A new authenticator for oneself. */
export default async function AuthenticatorPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const page = await staffPage(params, { recent: true });
  const { t, link, locale, headers, identity } = page;
  const secret = authenticatorSecret(headers);
  if (!secret) redirect(link('/console/account'));
  const kept = keptFormOf(headers, '/console/account/authenticator', await searchParams, locale);
  return (
    <Page narrow>
      <PageTitle>{t('console.totp.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      <Sheet>
        <form action={link('/console/account/authenticator/set')} method="post" noValidate>
          <AuthenticatorSetup context={page} secret={secret} login={identity.login} />
          <CodeField context={page} kept={kept} />
          <Button>{t('console.totp.set')}</Button>
        </form>
      </Sheet>
    </Page>
  );
}
