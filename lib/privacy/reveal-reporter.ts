import { z } from 'zod';
import { readContact, type Contact } from '@/lib/people/contact-store';
import type { Actor, StaffActor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db, transaction, type Tx } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { parseInput, say } from '@/lib/platform/field-errors';
import { newId } from '@/lib/platform/ids';
import { assertPermission, assertRecent, assertSomewhere } from '@/lib/staff/assert-permission';
import { findTicket, numberOf } from './find-ticket';
import { REVEAL_REASONS } from './reveal-reasons';

const input = z.object({
  reason: z.enum(REVEAL_REASONS, say('请选择理由', 'Choose a reason')),
  text: z
    .string()
    .trim()
    .min(4, say('请写明用途（至少 4 个字），不要写人名', 'Say what for in 4 characters or more; name nobody'))
    .max(200),
});

const DAY_MS = 86_400_000;

/** Of an account's reveals at the same time each counts. */
async function isBelowLimit(tx: Tx, { accountId }: StaffActor, now: Date): Promise<boolean> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('reporter-reveal:' || $1, 0))`, [accountId]);
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM reporter_reveal WHERE account_id = $1 AND at > $2',
    [accountId, new Date(now.getTime() - DAY_MS)],
  );
  return (rows[0]?.count ?? 0) < env().revealsPerDay;
}

/**
 * Shows somebody of staff who reported: each time with a reason, counted and written down. Who asked for secrecy is
 * shown to supervisors only. The answer is for this one look: it is kept nowhere.
 * @returns name, phone (E.164) and e-mail, as far as they were left
 * @throws DomainError forbidden, confirm_needed, invalid_input (number, reason, text), no_contact, reveal_limit
 */
export async function revealReporter(
  actor: Actor,
  given: { number: unknown; reason: unknown; text: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<Contact> {
  await assertSomewhere(actor, 'reporter.reveal');
  const named = numberOf(given.number);
  const places = [named.jurisdictionCode];
  const staff = await assertPermission(actor, 'reporter.reveal', places);
  const now = deps.clock.now();
  assertRecent(staff, now);
  const { reason, text } = parseInput(input, given);
  const { jurisdictionCode, ticketId, keepSecret } = await findTicket(db(), named);
  if (keepSecret) await assertPermission(actor, 'reporter.secret', places);
  const entry = {
    jurisdictionCode,
    actor,
    action: 'reporter.reveal',
    subjectKind: 'ticket',
    subjectId: ticketId,
  };
  const contact = await transaction(async (tx) => {
    if (!(await isBelowLimit(tx, staff, now))) return null;
    const found = await readContact(tx, { jurisdictionCode, ticketId });
    if (!found) throw new DomainError('no_contact');
    const id = newId(now.getTime());
    await tx.query(
      `INSERT INTO reporter_reveal (jurisdiction_code, id, ticket_id, account_id, at, reason, text)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [jurisdictionCode, id, ticketId, staff.accountId, now, reason, text],
    );
    await audit(tx, { ...entry, data: { revealId: id, reason } });
    return found;
  });
  if (contact) return contact;
  await audit(db(), { ...entry, outcome: 'refused', data: { reason } });
  throw new DomainError('reveal_limit');
}
