'use client';

import { useState } from 'react';

import { formatDateTime } from '@/lib/platform/i18n/format';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';

import { spaced } from '../receipt';
import { aboutOf, type KeptReceipt } from './device-store';
import type { OutboxItem } from './machine';
import { NotifyButton } from './notify-button';
import type { useOutbox } from './use-outbox';

/** A number that came while nobody was looking, until the person puts it away. */
function SentMeanwhile({
  t,
  kept: { about, receipt },
  onDismiss,
}: {
  t: Translate;
  kept: KeptReceipt;
  onDismiss: () => void;
}) {
  const { pathname, search } = new URL(receipt.trackUrl);
  return (
    <Notice kind="success" title={t('report.outbox.sentTitle')}>
      <p className="mb-2 break-words">{about}</p>
      <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2">
        <div>
          <dt className="text-muted font-bold">{t('receipt.number')}</dt>
          <dd className="text-xl font-bold tabular-nums">{spaced(receipt.trackingNumber)}</dd>
        </div>
        <div>
          <dt className="text-muted font-bold">{t('receipt.code')}</dt>
          <dd className="text-xl font-bold tabular-nums">{spaced(receipt.queryCode, 3)}</dd>
        </div>
      </dl>
      <p className="flex flex-wrap items-center gap-3">
        <a href={pathname + search} className="min-h-target inline-flex items-center font-bold">
          {t('receipt.track')}
        </a>
        <Button type="button" look="plain" onClick={onDismiss}>
          {t('report.outbox.dismiss')}
        </Button>
      </p>
    </Notice>
  );
}

function reasonText(t: Translate, { reason, tries }: OutboxItem): string {
  if (reason?.kind === 'form') return t('report.outbox.formChangedItem');
  if (reason?.kind === 'refused') {
    const { code, text, fields } = reason.problem;
    if (code === 'idempotency_conflict') return t('report.outbox.conflict');
    return [text, ...fields.map((field) => field.text)].join(' ');
  }
  return tries > 0 ? t('report.outbox.notYet') : t('report.outbox.waiting');
}

function Waiting({
  t,
  locale,
  item,
  busy,
  onSend,
  onChange,
  onDiscard,
}: {
  t: Translate;
  locale: Locale;
  item: OutboxItem;
  busy: boolean;
  onSend: () => void;
  onChange: () => void;
  onDiscard: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const review = item.state === 'review';
  const about = aboutOf(item);
  return (
    <li className="border-line border-b py-3">
      <p className="font-bold break-words">{about}</p>
      <p className="text-muted text-sm">{formatDateTime(locale, new Date(item.writtenAt))}</p>
      <p role="status" className={review ? 'text-danger font-bold' : undefined}>
        {reasonText(t, item)}
      </p>
      {asking ? (
        <div role="alert" className="mt-2">
          <p className="mb-2 font-bold">
            {item.sent.length > 0 ? t('report.outbox.discardMaybeSent') : t('report.outbox.discardAsk')}
          </p>
          <p className="flex flex-wrap gap-3">
            <Button type="button" look="second" onClick={onDiscard}>
              {t('report.outbox.discardYes')}
            </Button>
            <Button type="button" look="plain" autoFocus onClick={() => setAsking(false)}>
              {t('report.outbox.discardNo')}
            </Button>
          </p>
        </div>
      ) : (
        <p className="mt-2 flex flex-wrap gap-3">
          {review ? null : (
            <Button
              type="button"
              look="second"
              disabled={busy}
              aria-label={t('report.outbox.sendNowWhat', { what: about })}
              onClick={onSend}
            >
              {busy ? t('report.review.sending') : t('report.outbox.sendNow')}
            </Button>
          )}
          <Button
            type="button"
            look={review ? 'second' : 'plain'}
            aria-label={
              review ? t('report.outbox.checkWhat', { what: about }) : t('form.changeWhat', { what: about })
            }
            onClick={onChange}
          >
            {review ? t('report.outbox.check') : t('form.change')}
          </Button>
          <Button
            type="button"
            look="plain"
            aria-label={t('report.outbox.discardWhat', { what: about })}
            onClick={() => setAsking(true)}
          >
            {t('report.outbox.discard')}
          </Button>
        </p>
      )}
    </li>
  );
}

/** What waits on this device and what went out from it: nothing when there is neither. */
export function OutboxPanel({
  t,
  locale,
  use,
  onChange,
}: {
  t: Translate;
  locale: Locale;
  use: ReturnType<typeof useOutbox>;
  onChange: (item: OutboxItem) => void;
}) {
  const { items, receipts, busy } = use;
  return (
    <>
      <div aria-live="polite">
        {receipts.map((kept) => (
          <SentMeanwhile key={kept.key} t={t} kept={kept} onDismiss={() => void use.dismiss(kept.key)} />
        ))}
      </div>
      {items.length > 0 ? (
        <Notice kind="warning" title={t('report.outbox.title', { count: items.length })}>
          <ul className="mb-3">
            {items.map((item) => (
              <Waiting
                key={item.key}
                t={t}
                locale={locale}
                item={item}
                busy={busy}
                onSend={() => void use.sendNow(item.key)}
                onChange={() => onChange(item)}
                onDiscard={() => void use.discard(item.key)}
              />
            ))}
          </ul>
          <NotifyButton t={t} />
        </Notice>
      ) : null}
    </>
  );
}
