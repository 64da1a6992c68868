import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';

import { currentPage, pageContext, type PageContext } from '@/app/_page/context';
import { systemClock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import type { Permission } from '@/lib/staff/permissions';
import type { StaffIdentity } from '@/lib/staff/staff-session';

import { whoIsSignedIn } from './signed-in';

/** Pages of sensitive acts ask for the proof when it is this old, so that commands (twenty minutes) still take the form. */
const ASK_AFTER_MS = 10 * 60_000;

/** What a page of the console starts from: who is signed in, and the page's language and texts. */
export interface StaffPage extends PageContext {
  identity: StaffIdentity;
  /** The request's headers, for cookies of ours. */
  headers: Headers;
}

/**
 * The first line of every page of the console. Who is not signed in is sent to do so and comes back; a page that is not
 * theirs is none.
 * @param need permission: what the page shows; recent: whether its acts ask for a recent proof
 */
export async function staffPage(
  params: Promise<{ locale: string }>,
  need: { permission?: Permission; recent?: boolean } = {},
): Promise<StaffPage> {
  const context = await pageContext(params);
  const given = new Headers(await headers());
  const identity = await whoIsSignedIn();
  const here = encodeURIComponent(await currentPage());
  if (!identity) redirect(context.link(`/console/sign-in?next=${here}`));
  if (need.permission) await orNotFound(assertSomewhere(identity.actor, need.permission));
  const age = systemClock.now().getTime() - identity.actor.authenticatedAt.getTime();
  if (need.recent && age > ASK_AFTER_MS) redirect(context.link(`/console/confirm?next=${here}`));
  return { ...context, identity, headers: given };
}

/** What a query of the console gives; what it refuses is not there. */
export async function orNotFound<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof DomainError && ['forbidden', 'not_found'].includes(error.code)) notFound();
    throw error;
  }
}
