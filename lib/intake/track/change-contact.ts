import { z } from 'zod';
import { revokeSessions } from '@/lib/people/citizen-session';
import { readContact, storeContact, type Contact } from '@/lib/people/contact-store';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { blindIndex } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { normalisePhone } from '@/lib/platform/phone';
import { addressIndexOf, queueMessage, type MessageChannel } from '@/lib/notify/prepare-message';
import { changeStatus } from '@/lib/tickets/change-status';
import type { LockedReport } from '@/lib/tickets/lock-reported-ticket';
import { trackUrl } from '@/lib/tickets/track-link';
import type { TrackProof } from '@/lib/tickets/track-proof';
import { LIMITS } from '../limits';
import { fieldError, formId, parseAct } from './act-input';
import { actOnce, type ActOutcome } from './act-once';

const typed = z
  .string()
  .default('')
  .transform((text) => text.normalize('NFKC').trim());
const schema = z.object({
  formId,
  phone: typed.transform((text, context) => {
    const phone = normalisePhone(text);
    if (text !== '' && !phone) context.addIssue({ code: 'custom', message: 'invalid_phone' });
    return phone ?? '';
  }),
  email: typed.transform((text, context) => {
    const address = text.toLowerCase();
    const valid = z.email().max(LIMITS.email).safeParse(address).success;
    if (address !== '' && !valid) context.addIssue({ code: 'custom', message: 'invalid_email' });
    return address;
  }),
  remove: z.boolean().default(false),
});

const CHANNELS = [
  ['sms', 'phone'],
  ['email', 'email'],
] as const satisfies [MessageChannel, keyof Contact][];

/** Tells the address that was left before and the one that is left now, for each way that changed. */
async function tellBoth(
  tx: Tx,
  ticket: LockedReport,
  { before, after, now }: { before: Contact; after: Contact; now: Date },
): Promise<void> {
  const { trackingNumber: number, locale } = ticket;
  for (const [channel, kind] of CHANNELS) {
    const [old, fresh] = [before[kind], after[kind]];
    if (old === fresh) continue;
    const message = { ...ticket.key, channel, locale, now };
    // The old address gets no link that opens the ticket: it may be somebody else's by now.
    if (old) {
      await queueMessage(tx, { ...message, to: old, templateId: 'contact-changed', variables: { number } });
      await revokeSessions(tx, { kind, index: addressIndexOf(channel, old) }, now);
    }
    if (fresh)
      await queueMessage(tx, {
        ...message,
        to: fresh,
        templateId: 'contact-set',
        variables: { number, trackUrl: trackUrl(number, locale) },
      });
  }
}

/**
 * Changes how the reporter is reached. An empty answer leaves what is there; `remove` takes phone and e-mail away. The
 * address before and the one now are told, and sign-ins by the old one end.
 * @param input {formId, phone?, email?, remove?}
 * @throws DomainError invalid_input, form_used, not_found, forbidden
 */
export async function changeContact(
  actor: Actor,
  proof: TrackProof,
  input: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ActOutcome> {
  assertActor(actor, 'public');
  const { formId: id, phone, email, remove } = parseAct(schema, input);
  if (!remove && phone === '' && email === '')
    throw new DomainError('invalid_input', { fields: [fieldError('phone', 'required')] });
  const now = deps.clock.now();
  // Hashed with the key of blind indexes: a plain hash of a phone number could be searched through.
  const content = {
    phone: phone && blindIndex('phone', phone).toString('hex'),
    email: email && blindIndex('email', email).toString('hex'),
    remove,
  };
  return actOnce(proof, { act: 'contact', formId: id, content, now }, async (tx, ticket) => {
    const before = (await readContact(tx, ticket.key)) ?? {};
    const { phone: oldPhone, email: oldEmail, ...name } = before;
    const kept = remove ? {} : { ...(oldPhone && { phone: oldPhone }), ...(oldEmail && { email: oldEmail }) };
    const after = {
      ...name,
      ...kept,
      ...(!remove && phone && { phone }),
      ...(!remove && email && { email }),
    };
    await storeContact(tx, ticket.key, after);
    await changeStatus(tx, ticket.key, { type: 'contact_changed', at: now }, actor, now);
    await tellBoth(tx, ticket, { before, after, now });
  });
}
