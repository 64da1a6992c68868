import { headers } from 'next/headers';

import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { readOnce, type Once } from '@/app/_staff/once';
import { Notice } from '@/app/_ui/content/notice';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { env } from '@/lib/platform/env';
import type { MessageKey } from '@/lib/platform/i18n/translate';

export const generateMetadata = pageMetadata('console.once.title', { hidden: true });

const TITLES: Record<Once['kind'], MessageKey> = {
  codes: 'console.once.codes',
  link: 'console.once.link',
  secret: 'console.once.secret',
};

/** What is told once: recovery codes, the link of an invitation, or a desk's secret. It lives in this browser's sealed cookie only. */
export default async function OncePage({ params }: PageProps) {
  const { t, link } = await pageContext(params);
  const once = readOnce(new Headers(await headers()));
  if (!once)
    return (
      <Page narrow>
        <PageTitle>{t('console.once.title')}</PageTitle>
        <p className="mb-6">{t('console.once.gone')}</p>
        <ButtonLink href={link('/console')}>{t('console.notFound.home')}</ButtonLink>
      </Page>
    );
  return (
    <Page narrow>
      <PageTitle>{t(TITLES[once.kind])}</PageTitle>
      <Notice kind="warning" title={t('console.once.warning')}>
        <p>
          {once.kind === 'codes' ? t('console.once.codesText') : null}
          {once.kind === 'link' ? t('console.once.linkText', { login: once.login }) : null}
          {once.kind === 'secret' ? t('console.once.secretText', { keyId: once.keyId }) : null}
        </p>
      </Notice>
      <Sheet>
        {once.kind === 'codes' ? (
          <ul className="grid grid-cols-2 gap-2 text-lg">
            {once.codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        ) : (
          <p>
            <code className="break-all">
              {once.kind === 'secret'
                ? once.secret
                : `${env().publicBaseUrl}${link('/console/invitation')}?token=${once.token}`}
            </code>
          </p>
        )}
      </Sheet>
      <form action={link('/console/once/done')} method="post">
        <input type="hidden" name="next" value={once.next} />
        <Button>{t('console.once.done')}</Button>
      </form>
    </Page>
  );
}
