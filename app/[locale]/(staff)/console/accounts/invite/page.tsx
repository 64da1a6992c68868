import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { keptFormOf } from '@/app/_staff/kept-form';
import { RoleFields } from '@/app/_staff/role-fields';
import { placesByCode } from '@/app/_staff/role-names';
import { staffPage } from '@/app/_staff/staff-page';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { TextField } from '@/app/_ui/form/text-field';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('console.invite.title', { hidden: true });

/** A new account and its invitation. */
export default async function InvitePage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const page = await staffPage(params, { permission: 'accounts.invite', recent: true });
  const { t, link, locale, headers, identity } = page;
  const kept = keptFormOf(headers, '/console/accounts/invite', await searchParams, locale);
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('console.accounts.title'), href: link('/console/accounts') },
          { text: t('console.invite.title') },
        ]}
      />
      <PageTitle>{t('console.invite.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      <p className="mb-4">{t('console.invite.lead')}</p>
      <Sheet>
        <form action={link('/console/accounts/invite/send')} method="post" noValidate>
          <TextField
            id="login"
            name="login"
            label={t('console.signIn.login')}
            hint={t('console.invite.loginHint')}
            error={kept.errorOf('login')}
            defaultValue={kept.value('login')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            required
          />
          <TextField
            id="displayName"
            name="displayName"
            label={t('console.name')}
            error={kept.errorOf('displayName')}
            defaultValue={kept.value('displayName')}
            autoComplete="off"
            maxLength={64}
            required
          />
          <TextField
            id="email"
            name="email"
            type="email"
            label={t('console.invite.email')}
            hint={t('console.invite.emailHint')}
            error={kept.errorOf('email')}
            defaultValue={kept.value('email')}
            autoComplete="off"
            maxLength={254}
          />
          <RoleFields
            context={page}
            kept={kept}
            actor={identity.actor}
            permission="accounts.invite"
            places={await placesByCode(page)}
          />
          <Button>{t('console.invite.send')}</Button>
        </form>
      </Sheet>
    </Page>
  );
}
