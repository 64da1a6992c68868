import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { localePath, type Locale } from '@/lib/platform/i18n/locales';
import { enqueue } from '@/lib/platform/jobs';
import { limit } from '@/lib/platform/rate-limit';
import { makeCode, type CodePurpose } from './one-time-code';
import { parseContact } from './parse-contact';

/** Contacts belong to no prefecture. */
const NO_JURISDICTION = '000000';

/**
 * Asks for a one-time code, to sign in unless another purpose is given. Known and unknown contacts get the same answer
 * after the same work: the job that follows decides whether anybody is told, so neither the answer nor its time says
 * whether a contact has reports here.
 * @returns the code's id, for the form that asks for the six digits
 * @throws DomainError invalid_input, rate_limited (per address, per contact and day, and in all), forbidden
 */
export async function requestCode(
  actor: Actor,
  input: {
    contact: unknown;
    locale: Locale;
    purpose?: CodePurpose;
    /** The page, without the host, that asks for the six digits. */
    path?: string;
  },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string> {
  assertActor(actor, 'public');
  const now = deps.clock.now();
  const { locale, purpose = 'sign-in', path = localePath(locale, '/my-reports') } = input;
  await limit('code-address', actor.address);
  const contact = parseContact(input.contact);
  await limit('code-contact', contact.index.toString('hex'));
  await limit('code-all', 'all');
  return transaction(async (tx) => {
    const codeId = await makeCode(tx, { contact, purpose, path, locale }, now);
    await audit(tx, {
      jurisdictionCode: NO_JURISDICTION,
      actor,
      action: 'one-time-code.request',
      subjectKind: 'one-time-code',
      subjectId: codeId,
      data: { kind: contact.kind, purpose },
    });
    await enqueue(tx, 'send-one-time-code', { codeId });
    return codeId;
  });
}
