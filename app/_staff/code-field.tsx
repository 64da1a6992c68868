import type { PageContext } from '@/app/_page/context';
import { TextField } from '@/app/_ui/form/text-field';

import type { KeptForm } from './kept-form';

/** The six digits that prove an authenticator that was just set up. */
export function CodeField({ context: { t }, kept }: { context: PageContext; kept: KeptForm }) {
  return (
    <TextField
      id="code"
      name="code"
      label={t('console.totp.code')}
      hint={t('console.totp.codeHint')}
      error={kept.errorOf('code')}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={20}
      width="code"
      required
    />
  );
}
