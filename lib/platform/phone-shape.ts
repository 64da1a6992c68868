/**
 * What a phone number typed by a person looks like, without any metadata: small enough for the browser.
 * Chinese numbers follow the national numbering plan (电信网编号计划, 2017): mobiles 1[3-9] + 9 digits, area code + 7 or 8 digits,
 * 400/800 + 7 digits, 95/96 service numbers of 5 to 8 digits.
 */

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0(?:(?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7})$/;
const SERVICE = /^(?:[48]00\d{7}|9[56]\d{3,6})$/;
/** 转801, 分机801, ext. 801, x801, #801 */
const EXTENSION = /(?:转|分机|ext\.?|x|#)[:：]?\d{1,6}$/i;

/** Digits (with a leading + where one was typed) of what a person wrote; null when letters or signs remain. */
export function phoneDigits(input: string): string | null {
  const bare = input
    .normalize('NFKC')
    .replace(/[\s\p{Pd}().·/]/gu, '')
    .replace(EXTENSION, '')
    .replace(/^00(?=[1-9])/, '+');
  return /^\+?\d{5,17}$/.test(bare) ? bare : null;
}

/** E.164 of a number in China, or null when it is none. A landline needs its area code. */
export function chinesePhone(input: string): string | null {
  const digits = phoneDigits(input);
  if (digits === null) return null;
  const foreign = digits.startsWith('+') && !digits.startsWith('+86');
  if (foreign) return null;
  const national = digits.replace(/^\+86/, '').replace(/^86(?=1[3-9]\d{9}$)/, '');
  if (MOBILE.test(national) || SERVICE.test(national)) return `+86${national}`;
  const withTrunk = digits.startsWith('+86') && !national.startsWith('0') ? `0${national}` : national;
  return LANDLINE.test(withTrunk) ? `+86${withTrunk.slice(1)}` : null;
}

/** Whether it is worth sending to the server as a phone number; the server decides with the full metadata. */
export function looksLikePhone(input: string): boolean {
  const digits = phoneDigits(input);
  if (digits === null) return false;
  if (digits.startsWith('+') && !digits.startsWith('+86')) return /^\+[1-9]\d{6,14}$/.test(digits);
  return chinesePhone(input) !== null;
}
