import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { chinesePhone, phoneDigits } from './phone-shape';

/**
 * E.164 of a phone number as people write it: blanks, dashes, brackets, full-width digits, 0086 or +86; an extension is dropped,
 * since E.164 has none. Without a country it is a Chinese number; a landline then needs its area code.
 * @returns null when it is no number that can be called
 */
export function normalisePhone(input: string): string | null {
  const chinese = chinesePhone(input);
  if (chinese) return chinese;
  const digits = phoneDigits(input);
  if (!digits?.startsWith('+') || digits.startsWith('+86')) return null;
  const parsed = parsePhoneNumberFromString(digits);
  return parsed?.isValid() ? parsed.number : null;
}

/** For screens: `138****5678`, `0451****1234`, `+1*******09`. Never reversible, never the whole number. */
export function maskPhone(e164: string): string {
  const national = e164.startsWith('+86') ? e164.slice(3) : null;
  if (national === null) return e164.slice(0, 2) + '*'.repeat(Math.max(3, e164.length - 4)) + e164.slice(-2);
  if (/^1[3-9]\d{9}$/.test(national)) return `${national.slice(0, 3)}****${national.slice(-4)}`;
  if (national.length < 9) return '*'.repeat(national.length - 2) + national.slice(-2);
  if (/^[48]00/.test(national)) return `${national.slice(0, 3)}****${national.slice(-3)}`;
  const area = /^(?:10|2\d)/.test(national) ? national.slice(0, 2) : national.slice(0, 3);
  return `0${area}****${national.slice(-4)}`;
}
