import { COMMON_PASSWORDS } from './common-passwords';

/** NIST SP 800-63B-4, 3.1.1: length counts, composition rules and expiry do not; common and guessable ones are refused. */
const SHORTEST = 12;
const LONGEST = 128;

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '`1234567890-=',
  'qwertyuiop[]',
  'asdfghjkl',
  'zxcvbnm,./',
];

export type PasswordFault = 'short' | 'long' | 'common' | 'login';

/** One form of a password for hashing and comparing, so that a keyboard's way of writing a letter does not matter. */
export function normalPassword(given: string): string {
  return given.normalize('NFKC');
}

const letters: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  $: 's',
  '@': 'a',
  '!': 'i',
};

/** Letters as they sound: what is written with signs and digits in their place is the same word. */
const plainly = (text: string) => text.replaceAll(/[01345$@!]/g, (sign) => letters[sign] ?? sign);

const COMMON = new Set([...COMMON_PASSWORDS].map(plainly));

function isCommon(password: string): boolean {
  const plain = password.toLowerCase().replaceAll(/\s/g, '');
  if (COMMON.has(plainly(plain))) return true;
  // abcabcabcabc, 111111111111: a short piece over and over.
  if (/^(.{1,4})\1{2,}.{0,3}$/su.test(plain)) return true;
  return isWalk(plain);
}

/** True for a row of the alphabet, the digits or the keyboard, forth or back, with at most three other characters. */
function isWalk(plain: string): boolean {
  let steps = 0;
  for (let at = 1; at < plain.length; at += 1) {
    const pair = plain.slice(at - 1, at + 1);
    const back = pair[1]! + pair[0]!;
    if (ROWS.some((row) => row.includes(pair) || row.includes(back))) steps += 1;
  }
  return steps >= plain.length - 4;
}

/** What is wrong with a new password, or null. @param login the account's folded name */
export function passwordFault(given: string, login: string): PasswordFault | null {
  const password = normalPassword(given);
  const length = Array.from(password).length;
  if (length < SHORTEST) return 'short';
  if (length > LONGEST) return 'long';
  if (password.toLowerCase().includes(login)) return 'login';
  return isCommon(password) ? 'common' : null;
}
