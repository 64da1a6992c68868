import type { ReactNode } from 'react';

import type { Translate } from '@/lib/platform/i18n/translate';

import { Notice } from '../_ui/content/notice';
import { ButtonLink } from '../_ui/form/button';
import { EmergencyNotice } from './emergency-notice';

/** What the person keeps. */
export interface ReceiptData {
  trackingNumber: string;
  queryCode: string;
  trackUrl: string;
  advice?: { services: ('110' | '119' | '120' | '122' | 'gas')[] };
}

/** Digits in groups, as they are read out: `0112 3456 7890`. */
export function spaced(digits: string, size = 4): string {
  return digits.replace(new RegExp(`(\\d{${size}})(?=\\d)`, 'gu'), '$1 ');
}

/** The end of a report: number and code large enough to write down, the way to follow it, and what comes next. */
export function Receipt({
  t,
  receipt,
  again,
  actions,
}: {
  t: Translate;
  receipt: ReceiptData;
  /** Where another report starts. */
  again: string;
  actions: ReactNode;
}) {
  const { pathname, search } = new URL(receipt.trackUrl);
  return (
    <>
      {receipt.advice ? <EmergencyNotice t={t} services={receipt.advice.services} /> : null}
      <Notice kind="success" title={t('receipt.lead')}>
        <dl className="grid gap-4 sm:grid-cols-2">
          <div>
            <dt className="text-muted font-bold">{t('receipt.number')}</dt>
            <dd className="text-2xl font-bold tabular-nums">{spaced(receipt.trackingNumber)}</dd>
          </div>
          <div>
            <dt className="text-muted font-bold">{t('receipt.code')}</dt>
            <dd className="text-2xl font-bold tabular-nums">{spaced(receipt.queryCode, 3)}</dd>
          </div>
        </dl>
      </Notice>
      <p className="mb-8 flex flex-wrap gap-3">
        <ButtonLink href={pathname + search}>{t('receipt.track')}</ButtonLink>
        {actions}
      </p>
      <h2 className="mb-2 text-xl">{t('receipt.nextTitle')}</h2>
      <ul className="mb-6 list-disc pl-6">
        <li>{t('receipt.next1')}</li>
        <li>{t('receipt.next2')}</li>
        <li>{t('receipt.next3')}</li>
      </ul>
      <p className="no-print">
        <a href={again} className="min-h-target inline-flex items-center">
          {t('receipt.another')}
        </a>
      </p>
    </>
  );
}
