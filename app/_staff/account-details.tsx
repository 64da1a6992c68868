import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';
import { Sheet } from '@/app/_ui/layout/page';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { AccountDetails } from '@/lib/staff/accounts';

import type { PageContext } from '../_page/context';
import type { KeptForm } from './kept-form';

interface Props {
  context: PageContext;
  account: AccountDetails;
}

/** Name and e-mail address, to change. */
export function AccountNameForm({ context: { t, link }, account, kept }: Props & { kept: KeptForm }) {
  return (
    <>
      <h2 className="mb-2 text-xl">{t('console.accounts.details')}</h2>
      <Sheet>
        <form action={link(`/console/accounts/${account.id}/edit`)} method="post" noValidate>
          <TextField
            id="displayName"
            name="displayName"
            label={t('console.name')}
            error={kept.errorOf('displayName')}
            defaultValue={kept.value('displayName') ?? account.displayName}
            autoComplete="off"
            maxLength={64}
            required
          />
          <TextField
            id="email"
            name="email"
            type="email"
            label={t('console.invite.email')}
            hint={t('console.invite.emailHint')}
            error={kept.errorOf('email')}
            defaultValue={kept.value('email') ?? account.email ?? ''}
            autoComplete="off"
            maxLength={254}
          />
          <Button>{t('console.accounts.saveDetails')}</Button>
        </form>
      </Sheet>
    </>
  );
}

/** What stands of an invitation that was not taken yet, in words. */
export function invitationText({ t, locale }: PageContext, { invitation }: AccountDetails): string {
  if (!invitation) return t('console.accounts.noInvitation');
  const until = t('console.accounts.openUntil', { at: formatDateTime(locale, invitation.expiresAt) });
  return invitation.mail ? `${until}；${t(`console.accounts.mail.${invitation.mail}`)}` : until;
}

/** The invitation of somebody who has not taken it: again by e-mail, as a link to hand over, or not at all. */
export function InvitationActs({ context: { t, link }, account }: Props) {
  if (account.status !== 'invited') return null;
  const address = (act: string) => link(`/console/accounts/${account.id}/${act}`);
  return (
    <>
      <h2 className="mb-2 text-xl">{t('console.accounts.invitation')}</h2>
      <Sheet>
        <form action={address('resend')} method="post" className="mb-4">
          <input type="hidden" name="login" value={account.login} />
          <p className="mb-4">{t('console.accounts.resendText')}</p>
          <p className="flex flex-wrap gap-3">
            {account.email === null ? null : (
              <Button look="second" name="by" value="mail">
                {t('console.accounts.resendMail')}
              </Button>
            )}
            <Button look="second" name="by" value="link">
              {t('console.accounts.resendLink')}
            </Button>
          </p>
        </form>
        {account.invitation === null ? null : (
          <form action={address('cancel')} method="post">
            <p className="mb-4">{t('console.accounts.cancelText')}</p>
            <Button look="second">{t('console.accounts.cancel')}</Button>
          </form>
        )}
      </Sheet>
    </>
  );
}

/** The end of an account, behind its login name typed once more. */
export function CloseAccountForm({ context: { t, link }, account, kept }: Props & { kept: KeptForm }) {
  return (
    <>
      <h2 className="mb-2 text-xl">{t('console.accounts.close')}</h2>
      <Sheet>
        <form action={link(`/console/accounts/${account.id}/close`)} method="post" noValidate>
          <p className="mb-4">{t('console.accounts.closeText')}</p>
          <TextField
            id="confirm"
            name="confirm"
            label={t('console.accounts.closeConfirm', { login: account.login })}
            error={kept.errorOf('confirm')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            required
          />
          <Button look="second">{t('console.accounts.close')}</Button>
        </form>
      </Sheet>
    </>
  );
}
