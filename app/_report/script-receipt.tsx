'use client';

import { useEffect, useRef, useState } from 'react';

import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import { Receipt, spaced, type ReceiptData } from './receipt';

/** The receipt where the form was. Its heading takes the focus, so that it is read out. */
export function ScriptReceipt({ t, receipt, again }: { t: Translate; receipt: ReceiptData; again: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    // The address of the last step would bring back an empty form on reload.
    window.history.replaceState(null, '', window.location.pathname);
    heading.current?.focus();
  }, []);

  async function copy() {
    const text = `${t('receipt.number')} ${spaced(receipt.trackingNumber)}\n${t('receipt.code')} ${receipt.queryCode}`;
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="mb-4 text-2xl">
        {t('receipt.title')}
      </h1>
      <Receipt
        t={t}
        receipt={receipt}
        again={again}
        actions={
          <>
            {'clipboard' in navigator ? (
              <Button type="button" look="second" onClick={() => void copy()}>
                <span role="status">{copied ? t('receipt.copied') : t('receipt.copy')}</span>
              </Button>
            ) : null}
            <Button type="button" look="second" onClick={() => window.print()}>
              {t('receipt.print')}
            </Button>
          </>
        }
      />
    </>
  );
}
