import { cookies } from 'next/headers';

import { CodeForm, ContactForm } from '@/app/_track/sign-in-forms';
import { MyReportList } from '@/app/_track/my-report-list';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { SESSION_COOKIE, sessionOf } from '@/lib/people/citizen-session';
import { systemClock } from '@/lib/platform/clock';
import { casesFollowedBy } from '@/lib/tickets/cases/followed-cases';
import { ticketsOfContact } from '@/lib/tickets/my-tickets';

export const generateMetadata = pageMetadata('my.title');

const ERRORS: Record<string, { field?: string; key: MessageKey }> = {
  contact: { field: 'contact', key: 'my.contactWrong' },
  code: { field: 'code', key: 'my.codeWrong' },
  ended: { key: 'my.ended' },
  limit: { key: 'my.tooMany' },
};

/** A person's own reports: contact, then the code sent to it, then the list. All without an account. */
export default async function MyReportsPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const context = await pageContext(params);
  const { t, link } = context;
  const { code, error, minutes } = await searchParams;
  const cookie = (await cookies()).get(SESSION_COOKIE)?.value;
  const contact = await sessionOf(cookie, systemClock.now());
  // A browser that still holds a cookie was signed in: say that it ended rather than start from nothing.
  const known = typeof error === 'string' ? error : cookie && !contact && !code ? 'ended' : '';
  const fault = Object.hasOwn(ERRORS, known) ? ERRORS[known] : undefined;
  const wait = typeof minutes === 'string' && /^\d{1,4}$/u.test(minutes) ? Number(minutes) : 15;
  const text = fault && t(fault.key, { minutes: wait });
  const errorOf = (field: string) => (fault?.field === field ? text : undefined);
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('site.home'), href: link('/') }, { text: t('my.nav') }]}
      />
      <PageTitle>{t('my.title')}</PageTitle>
      {contact ? null : (
        <ErrorSummary
          title={t('form.errors')}
          errors={text ? [{ text, ...(fault.field ? { field: fault.field } : {}) }] : []}
        />
      )}
      {contact ? (
        <MyReportList
          context={context}
          tickets={await ticketsOfContact(contact)}
          followed={await casesFollowedBy(contact)}
        />
      ) : typeof code === 'string' ? (
        <CodeForm context={context} codeId={code} errorOf={errorOf} />
      ) : (
        <ContactForm context={context} errorOf={errorOf} />
      )}
    </Page>
  );
}
