import { z } from 'zod';

import { cookieLine } from '@/lib/staff/auth-cookies';
import { openSealedCookie, sealedCookie } from '@/lib/staff/sealed-cookie';

const COOKIE = 'auth-intent';
const SECONDS = 900;

const oidcIntent = z.object({
  purpose: z.enum(['sign-in', 'invitation', 'confirm']),
  invitation: z.string().optional(),
  next: z.string(),
  locale: z.enum(['zh-CN', 'en']),
});

/** Why somebody was sent to the provider, for when they come back. */
export type OidcIntent = z.output<typeof oidcIntent>;

export const rememberIntent = (intent: OidcIntent) => sealedCookie(COOKIE, intent, SECONDS);
export const forgetIntent = () => cookieLine(COOKIE, null);
export const intentOf = (headers: Headers) => openSealedCookie(headers, COOKIE, oidcIntent);
