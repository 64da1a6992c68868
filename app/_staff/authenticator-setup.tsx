import type { PageContext } from '@/app/_page/context';
import { QrCode } from '@/app/_ui/content/qr-code';
import { totpAddress } from '@/lib/staff/totp';

/** A new authenticator's secret to scan or to type, with how to. */
export function AuthenticatorSetup({
  context: { t },
  secret,
  login,
}: {
  context: PageContext;
  secret: string;
  login: string;
}) {
  return (
    <div className="mb-6">
      <p className="mb-4">{t('console.totp.how')}</p>
      <QrCode text={totpAddress(secret, login)} label={t('console.totp.qr')} />
      <p className="mt-4">{t('console.totp.typed')}</p>
      <p>
        <code className="font-bold break-all">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
    </div>
  );
}
