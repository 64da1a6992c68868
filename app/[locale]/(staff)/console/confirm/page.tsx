import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { keptFormOf } from '@/app/_staff/kept-form';
import { nextPage } from '@/app/_staff/next-page';
import { staffPage } from '@/app/_staff/staff-page';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { TextField } from '@/app/_ui/form/text-field';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('console.confirm.title', { hidden: true });

/** Asks who is there once more, before an act that must not be done by whoever finds an open browser. */
export default async function ConfirmPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { t, link, locale, headers, identity } = await staffPage(params);
  const query = await searchParams;
  const kept = keptFormOf(headers, '/console/confirm', query, locale);
  const next = nextPage(query.next);
  return (
    <Page narrow>
      <PageTitle>{t('console.confirm.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      <p className="mb-4">{t('console.confirm.lead')}</p>
      <Sheet>
        {identity.method === 'oidc' ? (
          <ButtonLink href={link(`/console/sign-in/oidc?confirm=1&next=${encodeURIComponent(next)}`)}>
            {t('console.confirm.oidc')}
          </ButtonLink>
        ) : (
          <form action={link('/console/confirm/check')} method="post" noValidate>
            <input type="hidden" name="next" value={next} />
            <TextField
              id="current"
              name="current"
              type="password"
              label={t('console.signIn.password')}
              error={kept.errorOf('current')}
              autoComplete="current-password"
              maxLength={128}
              required
            />
            <Button>{t('console.confirm.go')}</Button>
          </form>
        )}
      </Sheet>
    </Page>
  );
}
