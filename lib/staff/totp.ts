import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const ISSUER = '12319';

const totp = (secret: string, login = '') =>
  new TOTP({
    issuer: ISSUER,
    label: login || ISSUER,
    secret: Secret.fromBase32(secret),
    period: PERIOD,
    digits: 6,
  });

/** A new secret of an authenticator, base32 of 160 bits (RFC 4226, 4). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app scans. */
export function totpAddress(secret: string, login: string): string {
  return totp(secret, login).toString();
}

/**
 * The time step that a code belongs to, one step early or late allowed (RFC 6238, 5.2).
 * @param lastStep the last step whose code was taken; no code at or before it is taken again
 * @returns null when the code is wrong, too old or used
 */
export function totpStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** The code of a moment, as an authenticator shows it: for the sandbox's published secret. */
export function totpCode(secret: string, now: Date): string {
  return totp(secret).generate({ timestamp: now.getTime() });
}

/** Six digits as people type them: blanks, dashes and full-width digits do not matter. */
export function digitsOf(given: unknown): string {
  return typeof given === 'string' ? given.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '') : '';
}
