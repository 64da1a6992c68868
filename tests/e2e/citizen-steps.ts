import { SESSION_COOKIE, startSession } from '@/lib/people/citizen-session';
import { parseContact } from '@/lib/people/parse-contact';
import { transaction } from '@/lib/platform/db';
import { joinProduct } from './staff-steps';

/** The cookie of a browser in which the owner of a phone number or e-mail address has just proven it. */
export async function citizenCookie(contact: string): Promise<{ name: string; value: string }> {
  joinProduct();
  const value = await transaction((tx) => startSession(tx, parseContact(contact), new Date()));
  return { name: SESSION_COOKIE, value };
}
