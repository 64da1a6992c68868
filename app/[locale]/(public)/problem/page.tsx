import { notFound } from 'next/navigation';

import { Article } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { ButtonLink } from '@/app/_ui/form/button';
import { ERROR_CATALOGUE, type ErrorCode } from '@/lib/platform/error-catalogue';
import { DomainError } from '@/lib/platform/errors';
import { returnPath } from '@/lib/platform/i18n/page-request';

export const generateMetadata = pageMetadata('problem.title', { hidden: true });

/** Where a form that was refused as a whole leads. The text comes from the error catalogue, never from the address. */
export default async function ProblemPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const context = await pageContext(params);
  const { locale, t } = context;
  const { code, id, seconds, back } = await searchParams;
  if (typeof code !== 'string' || !Object.hasOwn(ERROR_CATALOGUE, code)) notFound();
  const safeId = typeof id === 'string' && /^[\w-]{8,64}$/u.test(id) ? id : '–';
  const wait = typeof seconds === 'string' && /^\d{1,5}$/u.test(seconds) ? Number(seconds) : 60;
  const error = new DomainError(code as ErrorCode, { params: { id: safeId, seconds: wait } });
  return (
    <Article context={context} title={t('problem.title')}>
      <p className="mb-6 text-lg">{error.text(locale === 'en' ? 'en' : 'zh')}</p>
      <p className="text-muted mb-6">{t('problem.id', { id: safeId })}</p>
      <p className="flex flex-wrap gap-3">
        <ButtonLink href={returnPath(back)}>{t('problem.back')}</ButtonLink>
        <ButtonLink look="second" href="tel:12319">
          {t('problem.call')}
        </ButtonLink>
      </p>
    </Article>
  );
}
