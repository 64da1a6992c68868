import { randomBytes } from 'node:crypto';

import { env } from '@/lib/platform/env';
import { BROWSER_ID } from '@/lib/tickets/cases/follow-case';

export const FOLLOWER_COOKIE = 'follower';

const KEPT_SECONDS = 180 * 86_400;

/** A random id for a browser that has none. */
export function newBrowserId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * The id that counts a browser once: its cookie's, or before the first press the one its form came with, so that a
 * button pressed twice is one person.
 */
export function browserIdOf(cookie: string | undefined, form: string | null): string {
  return [cookie, form].find((id) => typeof id === 'string' && BROWSER_ID.test(id)) ?? newBrowserId();
}

/** The Set-Cookie line that keeps it. */
export function followerCookie(id: string): string {
  const secure = env().publicBaseUrl.startsWith('https:') ? '; Secure' : '';
  return `${FOLLOWER_COOKIE}=${id}; Path=/; Max-Age=${KEPT_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
