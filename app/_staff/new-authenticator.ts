import { z } from 'zod';

import { cookieLine } from '@/lib/staff/auth-cookies';
import { openSealedCookie, sealedCookie } from '@/lib/staff/sealed-cookie';
import { newTotpSecret } from '@/lib/staff/totp';

const COOKIE = 'console-totp';

/** The secret of an authenticator that is being set up, in this browser only until a code proves it. */
export const beginAuthenticator = () => sealedCookie(COOKIE, newTotpSecret(), 900);
export const authenticatorSecret = (headers: Headers) => openSealedCookie(headers, COOKIE, z.string());
export const endAuthenticator = () => cookieLine(COOKIE, null);
