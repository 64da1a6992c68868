import { z } from 'zod';

import { seeOther } from '@/app/_forms/form-route';
import type { Contact } from '@/lib/people/contact-store';
import type { Locale } from '@/lib/platform/i18n/locales';
import { cookieLine } from '@/lib/staff/auth-cookies';
import { openSealedCookie, sealedCookie } from '@/lib/staff/sealed-cookie';

const COOKIE = 'console-reveal';
/** Long enough to dial a number or copy an address; a later look needs a reason of its own. */
export const REVEALED_SECONDS = 120;

const revealed = z.object({
  number: z.string(),
  sessionId: z.string(),
  contact: z.object({
    name: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
  }),
});

/** The address of a ticket's reporter, without locale. */
export const reporterPath = (number: string) => `/console/tickets/${encodeURIComponent(number)}/reporter`;

/** Leads back to the page, which shows a contact for two minutes, in this session of this browser only. */
export function showRevealed(
  locale: Locale,
  content: { number: string; sessionId: string; contact: Contact },
): Response {
  const response = seeOther(locale, `${reporterPath(content.number)}?done=reveal`);
  response.headers.append('set-cookie', sealedCookie(COOKIE, content, REVEALED_SECONDS));
  return response;
}

/** What was revealed of this ticket in this session and may still be shown. */
export function revealedOf(headers: Headers, number: string, sessionId: string): Contact | undefined {
  const found = openSealedCookie(headers, COOKIE, revealed);
  if (!found || found.number !== number || found.sessionId !== sessionId) return undefined;
  const { name, phone, email } = found.contact;
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

/** Leads back to the page, which shows it no more. */
export function hideRevealed(locale: Locale, number: string): Response {
  const response = seeOther(locale, reporterPath(number));
  response.headers.append('set-cookie', cookieLine(COOKIE, null));
  return response;
}
