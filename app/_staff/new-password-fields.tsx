import type { PageContext } from '@/app/_page/context';
import { TextField } from '@/app/_ui/form/text-field';

import type { KeptForm } from './kept-form';

/** A new password, typed twice. Pasting is welcome: password managers do. */
export function NewPasswordFields({ context: { t }, kept }: { context: PageContext; kept: KeptForm }) {
  return (
    <>
      <TextField
        id="password"
        name="password"
        type="password"
        label={t('console.password.new')}
        hint={t('console.password.rules')}
        error={kept.errorOf('password')}
        autoComplete="new-password"
        maxLength={128}
        required
      />
      <TextField
        id="repeat"
        name="repeat"
        type="password"
        label={t('console.password.repeat')}
        error={kept.errorOf('repeat')}
        autoComplete="new-password"
        maxLength={128}
        required
      />
    </>
  );
}
