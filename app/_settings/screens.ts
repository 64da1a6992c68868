import { notFound } from 'next/navigation';

import { settingKinds } from '@/lib/settings/kinds';
import type { StaffActor } from '@/lib/platform/actor';
import { placesOf } from '@/lib/staff/permissions';

import { calendarScreen } from './calendar-screen';
import { capsScreen } from './caps-screen';
import { categoryScreen } from './category-screen';
import { deadlineRuleScreen } from './deadline-rule-screen';
import { deskScreen } from './desk-screen';
import { retentionScreen } from './retention-screen';
import { divisionListScreen } from './division-list-screen';
import { gridListScreen } from './grid-list-screen';
import { hiddenScreen } from './hidden-screen';
import { noticeScreen } from './notice-screen';
import { questionScreen } from './question-screen';
import { ruleScreen } from './rule-screen';
import { anyScreen, type AnyScreen } from './screen';
import { siteOwnerScreen } from './site-owner-screen';
import { templateScreen } from './template-screen';
import { workingHoursScreen } from './working-hours-screen';

/** Every kind of setting in the order of the settings page. */
const SCREENS: readonly AnyScreen[] = [
  anyScreen(noticeScreen),
  anyScreen(templateScreen),
  anyScreen(capsScreen),
  anyScreen(deskScreen),
  anyScreen(ruleScreen),
  anyScreen(categoryScreen),
  anyScreen(questionScreen),
  anyScreen(hiddenScreen),
  anyScreen(deadlineRuleScreen),
  anyScreen(calendarScreen),
  anyScreen(workingHoursScreen),
  anyScreen(divisionListScreen),
  anyScreen(gridListScreen),
  anyScreen(retentionScreen),
  anyScreen(siteOwnerScreen),
];

/** The screen of a kind; an unknown kind is an unknown page. */
export function screenOf(kind: string): AnyScreen {
  return SCREENS.find((screen) => screen.kind === kind) ?? notFound();
}

/** The screens of what somebody may change. */
export function screensFor(actor: StaffActor): AnyScreen[] {
  const mine = settingKinds().filter(({ permission }) => placesOf(actor.grants, permission).length > 0);
  return SCREENS.filter(({ kind }) => mine.some((of) => of.kind === kind));
}
