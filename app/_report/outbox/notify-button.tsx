'use client';

import { useEffect, useState } from 'react';

import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '@/app/_ui/form/button';

import { sendsWhenClosed } from './register-worker';

/** Asks for notifications, and only when pressed. Shown where the browser can send with the page closed and was not asked yet. */
export function NotifyButton({ t }: { t: Translate }) {
  const [permission, setPermission] = useState<NotificationPermission | null>(null);

  useEffect(() => {
    if (!('Notification' in window)) return;
    void sendsWhenClosed().then((able) => able && setPermission(Notification.permission));
  }, []);

  if (permission === 'granted') return <p role="status">{t('report.outbox.willNotify')}</p>;
  if (permission !== 'default') return null;
  return (
    <Button
      type="button"
      look="plain"
      onClick={() => void Notification.requestPermission().then(setPermission)}
    >
      {t('report.outbox.notify')}
    </Button>
  );
}
