import type { StaffActor } from '@/lib/platform/actor';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { placesOf, type Permission } from '@/lib/staff/permissions';

import type { PageContext } from '../_page/context';

/** The console's places in the order of its navigation, and what one must be allowed for each. */
export const PLACES: readonly {
  path: string;
  name: MessageKey;
  text: MessageKey;
  permission?: Permission;
  /** The key that leads there after `g`. */
  key?: string;
}[] = [
  {
    path: '/console/accounts',
    name: 'console.accounts.nav',
    text: 'console.accounts.about',
    permission: 'accounts.read',
    key: 'a',
  },
  { path: '/console/account', name: 'console.account.nav', text: 'console.account.about', key: 'm' },
];

/** The places that are open to somebody. */
export function consolePlaces({ t, link }: Pick<PageContext, 't' | 'link'>, actor: StaffActor) {
  return PLACES.filter(({ permission }) => !permission || placesOf(actor.grants, permission).length > 0).map(
    ({ path, name, text }) => ({ href: link(path), text: t(name), about: t(text) }),
  );
}
