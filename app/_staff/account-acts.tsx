import { Button } from '@/app/_ui/form/button';
import { Sheet } from '@/app/_ui/layout/page';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { AccountView } from '@/lib/staff/accounts';

import type { PageContext } from '../_page/context';

const ACTS: readonly {
  act: string;
  name: MessageKey;
  text: MessageKey;
  when: (of: AccountView) => boolean;
}[] = [
  {
    act: 'sessions',
    name: 'console.accounts.endSessions',
    text: 'console.accounts.endSessionsText',
    when: ({ openSessions }) => openSessions > 0,
  },
  {
    act: 'reset',
    name: 'console.accounts.reset',
    text: 'console.accounts.resetText',
    when: ({ status }) => status === 'active',
  },
  {
    act: 'lock',
    name: 'console.accounts.lock',
    text: 'console.accounts.lockText',
    when: ({ status }) => status === 'active' || status === 'invited',
  },
  {
    act: 'unlock',
    name: 'console.accounts.unlock',
    text: 'console.accounts.unlockText',
    when: ({ status }) => status === 'locked',
  },
];

/** What can be done about an account as it stands, each with what it brings. */
export function AccountActs({
  context: { t, link },
  account,
}: {
  context: PageContext;
  account: AccountView;
}) {
  return (
    <>
      <h2 className="mb-2 text-xl">{t('console.accounts.acts')}</h2>
      {ACTS.filter(({ when }) => when(account)).map(({ act, name, text }) => (
        <Sheet key={act}>
          <form action={link(`/console/accounts/${account.id}/${act}`)} method="post">
            <input type="hidden" name="login" value={account.login} />
            <p className="mb-4">{t(text)}</p>
            <Button look="second">{t(name)}</Button>
          </form>
        </Sheet>
      ))}
    </>
  );
}
