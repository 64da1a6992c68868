'use client';

import { useParams } from 'next/navigation';

import { Button, ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import texts from '@/lib/platform/i18n/messages/fault.json';

/** A page that failed. The id is the one that the server's log line carries. */
export default function PageFault({ error }: { error: Error & { digest?: string } }) {
  const locale = useParams().locale === 'en' ? 'en' : 'zh-CN';
  const text = texts[locale];
  return (
    <Page narrow>
      <PageTitle>{text.title}</PageTitle>
      <p className="mb-4">{text.text}</p>
      {error.digest ? (
        <p className="mb-6">
          {text.id} <code className="font-bold">{error.digest}</code>
        </p>
      ) : null}
      <p className="flex flex-wrap gap-3">
        <Button type="button" onClick={() => window.location.reload()}>
          {text.again}
        </Button>
        <ButtonLink look="second" href="tel:12319">
          {text.call}
        </ButtonLink>
      </p>
    </Page>
  );
}
