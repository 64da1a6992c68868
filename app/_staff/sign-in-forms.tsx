import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';
import { Sheet } from '@/app/_ui/layout/page';

import type { KeptForm } from './kept-form';

interface Props {
  context: PageContext;
  kept: KeptForm;
  next: string;
}

/** Login name and password. */
export function PasswordForm({ context: { t, link }, kept, next, oidc }: Props & { oidc: boolean }) {
  return (
    <Sheet>
      <form action={link('/console/sign-in/password')} method="post" noValidate>
        <input type="hidden" name="next" value={next} />
        <TextField
          id="login"
          name="login"
          label={t('console.signIn.login')}
          defaultValue={kept.value('login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          required
        />
        <TextField
          id="password"
          name="password"
          type="password"
          label={t('console.signIn.password')}
          autoComplete="current-password"
          maxLength={128}
          required
        />
        <Button>{t('console.signIn.next')}</Button>
      </form>
      {oidc ? (
        <p className="mt-6">
          <a
            href={link(`/console/sign-in/oidc?next=${encodeURIComponent(next)}`)}
            className="min-h-target inline-flex items-center font-bold"
          >
            {t('console.signIn.oidc')}
          </a>
        </p>
      ) : null}
    </Sheet>
  );
}

/** The code of the authenticator, or a recovery code in the same field. */
export function CodeForm({ context: { t, link }, next }: Omit<Props, 'kept'>) {
  return (
    <Sheet>
      <form action={link('/console/sign-in/code')} method="post" noValidate>
        <input type="hidden" name="next" value={next} />
        <TextField
          id="code"
          name="code"
          label={t('console.signIn.code')}
          hint={t('console.signIn.codeHint')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={20}
          width="code"
          required
        />
        <Button>{t('console.signIn.enter')}</Button>
      </form>
      <p className="mt-4">
        <a
          href={link(`/console/sign-in?next=${encodeURIComponent(next)}`)}
          className="min-h-target inline-flex items-center"
        >
          {t('console.signIn.again')}
        </a>
      </p>
    </Sheet>
  );
}
