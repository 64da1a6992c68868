import { notFound } from 'next/navigation';

import { settingKinds } from '@/lib/settings/kinds';
import type { StaffActor } from '@/lib/platform/actor';
import { placesOf } from '@/lib/staff/permissions';

import { anyScreen, type AnyScreen } from './screen';
import { siteOwnerScreen } from './site-owner-screen';

/** Every kind of setting in the order of the settings page. */
const SCREENS: readonly AnyScreen[] = [anyScreen(siteOwnerScreen)];

/** The screen of a kind; an unknown kind is an unknown page. */
export function screenOf(kind: string): AnyScreen {
  return SCREENS.find((screen) => screen.kind === kind) ?? notFound();
}

/** The screens of what somebody may change. */
export function screensFor(actor: StaffActor): AnyScreen[] {
  const mine = settingKinds().filter(({ permission }) => placesOf(actor.grants, permission).length > 0);
  return SCREENS.filter(({ kind }) => mine.some((of) => of.kind === kind));
}
