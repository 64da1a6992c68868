import { z } from 'zod';

import { seeOther } from '@/app/_forms/form-route';
import type { Locale } from '@/lib/platform/i18n/locales';
import { cookieLine } from '@/lib/staff/auth-cookies';
import { openSealedCookie, sealedCookie } from '@/lib/staff/sealed-cookie';

const COOKIE = 'console-once';
const SECONDS = 600;

const once = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('codes'), codes: z.array(z.string()), next: z.string() }),
  z.object({ kind: z.literal('secret'), keyId: z.string(), secret: z.string(), next: z.string() }),
  z.object({ kind: z.literal('link'), login: z.string(), token: z.string(), next: z.string() }),
]);

/** Something that is told once: recovery codes, the link of an invitation, or a desk's secret. */
export type Once = z.output<typeof once>;

/** Leads to the page that tells it; for ten minutes or until it is confirmed, in this browser only. */
export function tellOnce(locale: Locale, content: Once): Response {
  const response = seeOther(locale, '/console/once');
  response.headers.append('set-cookie', sealedCookie(COOKIE, content, SECONDS));
  return response;
}

export const readOnce = (headers: Headers) => openSealedCookie(headers, COOKIE, once);
export const forgetOnce = () => cookieLine(COOKIE, null);
