'use client';

import { useEffect, useRef, type ReactNode } from 'react';

import type { Translate } from '@/lib/platform/i18n/translate';

/** Where the form was: the report is kept and waits for a connection. Its heading takes the focus, so that it is read out. */
export function QueuedView({
  t,
  kept: { durable, whenClosed },
  again,
  notice,
  children,
}: {
  t: Translate;
  kept: { durable: boolean; whenClosed: boolean };
  /** Where another report starts. */
  again: string;
  /** The emergency notice: a report that waits helps nobody in danger. */
  notice: ReactNode;
  /** What waits. */
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    window.history.replaceState(null, '', window.location.pathname);
    heading.current?.focus();
  }, []);

  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="mb-4 text-2xl">
        {durable ? t('report.outbox.savedTitle') : t('report.outbox.notSentTitle')}
      </h1>
      {notice}
      <p className="mb-2">{t('report.outbox.savedText')}</p>
      <p className="mb-6">
        {durable
          ? whenClosed
            ? t('report.outbox.mayClose')
            : t('report.outbox.comeBack')
          : t('report.outbox.stayHere')}
      </p>
      {children}
      <p>
        <a href={again} className="min-h-target inline-flex items-center">
          {t('receipt.another')}
        </a>
      </p>
    </>
  );
}
