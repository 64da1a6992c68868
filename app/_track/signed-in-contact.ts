import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';

import type { PageContext } from '@/app/_page/context';
import { SESSION_COOKIE, sessionOf } from '@/lib/people/citizen-session';
import type { ContactIndex } from '@/lib/people/contact-store';
import { systemClock } from '@/lib/platform/clock';

/** The contact that was proven in this browser, or undefined. */
export async function signedInContact(): Promise<ContactIndex | undefined> {
  return sessionOf((await cookies()).get(SESSION_COOKIE)?.value, systemClock.now());
}

/** The same for a page that is nobody else's: who is not signed in is asked to. */
export async function contactOrSignIn({ link }: Pick<PageContext, 'link'>): Promise<ContactIndex> {
  return (await signedInContact()) ?? redirect(link('/my-reports'));
}
