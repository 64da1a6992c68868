import type { StaffActor } from '@/lib/platform/actor';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { settingKinds } from '@/lib/settings/kinds';
import { placesOf, type Permission } from '@/lib/staff/permissions';

import type { PageContext } from '../_page/context';

/** The console's places in the order of its navigation, and what one must be allowed for each. */
export const PLACES: readonly {
  path: string;
  name: MessageKey;
  text: MessageKey;
  permissions?: readonly Permission[];
  /** The key that leads there after `g`. */
  key?: string;
}[] = [
  {
    path: '/console/accounts',
    name: 'console.accounts.nav',
    text: 'console.accounts.about',
    permissions: ['accounts.read'],
    key: 'a',
  },
  {
    path: '/console/settings',
    name: 'settings.title',
    text: 'settings.about',
    permissions: settingKinds().map(({ permission }) => permission),
    key: 's',
  },
  {
    path: '/console/audit',
    name: 'console.audit.nav',
    text: 'console.audit.about',
    permissions: ['audit.read'],
    key: 'u',
  },
  {
    path: '/console/privacy',
    name: 'console.privacy.nav',
    text: 'console.privacy.about',
    permissions: ['privacy.read'],
    key: 'p',
  },
  { path: '/console/account', name: 'console.account.nav', text: 'console.account.about', key: 'm' },
];

/** The places that are open to somebody. */
export function consolePlaces({ t, link }: Pick<PageContext, 't' | 'link'>, actor: StaffActor) {
  return PLACES.filter(
    ({ permissions }) => !permissions || permissions.some((one) => placesOf(actor.grants, one).length > 0),
  ).map(({ path, name, text }) => ({ href: link(path), text: t(name), about: t(text) }));
}
