import { cookies } from 'next/headers';

import type { PageContext } from '@/app/_page/context';
import type { StaffActor } from '@/lib/platform/actor';
import { splitLocale } from '@/lib/platform/i18n/locales';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { placesOf, type Permission } from '@/lib/staff/permissions';

import { PLACES } from '../console-places';

/** A shortcut of the console. `go` leads to a place, `focus` puts the focus on what a selector finds, neither opens the sheet. */
interface Shortcut {
  /** One key, or two in turn with a space between. */
  keys: string;
  name: MessageKey;
  go?: string;
  focus?: string;
  /** The page it belongs to; without one it works everywhere in the console. */
  on?: string;
  permissions?: readonly Permission[];
}

/** All there are; a page joins by one line. */
const SHORTCUTS: readonly Shortcut[] = [
  { keys: '?', name: 'console.shortcuts.help' },
  { keys: '/', name: 'console.shortcuts.search', focus: 'main input[type="search"]' },
  { keys: 'g h', name: 'console.title', go: '/console' },
  ...PLACES.flatMap(({ key, path, name, permissions }): Shortcut[] =>
    key ? [{ keys: `g ${key}`, name, go: path, ...(permissions ? { permissions } : {}) }] : [],
  ),
  {
    keys: 'n',
    name: 'console.accounts.invite',
    go: '/console/accounts/invite',
    on: '/console/accounts',
    permissions: ['accounts.invite'],
  },
];

/** A shortcut as the browser needs it and the sheet shows it. */
export interface ShortcutView {
  keys: string;
  text: string;
  href?: string;
  focus?: string;
  /** Whether it works on one page only. */
  own: boolean;
}

/**
 * The shortcuts that are open to somebody, those of a page first.
 * @param page the public path of the page they are for; without one those of all pages
 */
export function shortcutsFor(
  { t, link }: Pick<PageContext, 't' | 'link'>,
  actor: StaffActor,
  page?: string,
): ShortcutView[] {
  const here = page === undefined ? undefined : splitLocale(page.split('?', 1)[0] ?? '').path;
  return SHORTCUTS.filter(
    ({ on, permissions }) =>
      (on === undefined || here === undefined || on === here) &&
      (!permissions || permissions.some((one) => placesOf(actor.grants, one).length > 0)),
  )
    .map(({ keys, name, go, focus, on }) => ({
      keys,
      text: t(name),
      ...(go ? { href: link(go) } : {}),
      ...(focus ? { focus } : {}),
      own: on !== undefined,
    }))
    .sort((a, b) => Number(b.own) - Number(a.own));
}

/** Whether somebody wants them: single keys can be turned off (WCAG 2.1.4). */
export async function shortcutsOn(): Promise<boolean> {
  return (await cookies()).get('shortcuts')?.value !== 'off';
}
