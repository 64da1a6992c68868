import { headers } from 'next/headers';

import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { keptFormOf } from '@/app/_staff/kept-form';
import { nextPage } from '@/app/_staff/next-page';
import { CodeForm, PasswordForm } from '@/app/_staff/sign-in-forms';
import { Notice } from '@/app/_ui/content/notice';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { env } from '@/lib/platform/env';
import { readCookie } from '@/lib/staff/auth-cookies';

export const generateMetadata = pageMetadata('console.signIn.title', { hidden: true });

/** The way in for staff: login name and password, then a code. */
export default async function SignInPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const context = await pageContext(params);
  const { t, locale } = context;
  const query = await searchParams;
  const given = new Headers(await headers());
  const kept = keptFormOf(given, '/console/sign-in', query, locale);
  const next = nextPage(query.next);
  const second = query.step === 'code' && readCookie(given, 'sign-in-step') !== undefined;
  return (
    <Page narrow>
      <PageTitle>{t(second ? 'console.signIn.codeTitle' : 'console.signIn.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      {query.error === 'signed_out' ? (
        <Notice kind="warning" title={t('console.signIn.ended')} />
      ) : query.done === 'signed-out' ? (
        <Notice kind="success" title={t('console.signIn.signedOut')} />
      ) : null}
      <p className="mb-4">{t(second ? 'console.signIn.codeLead' : 'console.signIn.lead')}</p>
      {second ? (
        <CodeForm context={context} next={next} />
      ) : (
        <PasswordForm context={context} kept={kept} next={next} oidc={env().oidc.issuer !== ''} />
      )}
    </Page>
  );
}
