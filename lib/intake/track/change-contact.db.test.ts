import { describe, expect, test } from 'vitest';
import { openMessage, STORED_COLUMNS, type StoredMessage } from '@/lib/notify/claim-message';
import { sessionOf, startSession } from '@/lib/people/citizen-session';
import { readContact } from '@/lib/people/contact-store';
import { blindIndex } from '@/lib/platform/crypto';
import { db, transaction } from '@/lib/platform/db';
import { ticketsOfContact } from '@/lib/tickets/my-tickets';
import { newPhone } from '@/tests/factories/message';
import { newForm, proofOf, PUBLIC } from '@/tests/factories/reporter';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { changeContact } from './change-contact';
import { contactOnTicket } from './contact-on-ticket';

const database = useDatabase();

async function told(ticket: BuiltTicket) {
  const rows = await database.query<StoredMessage>(
    `SELECT ${STORED_COLUMNS} FROM message WHERE ticket_id = $1 ORDER BY template_id, channel`,
    [ticket.ticketId],
  );
  return rows.map((row) => {
    const message = openMessage({ jurisdictionCode: ticket.jurisdictionCode, messageId: row.id }, row)!;
    return { template: row.template_id, to: message.to, link: 'trackUrl' in message.variables };
  });
}

describe('changing the contact', () => {
  test('seals the new one, tells both, and takes the report from the old one’s list', async () => {
    const [old, fresh] = [newPhone(), newPhone()];
    const ticket = await buildTicket({ contact: { name: '张三', phone: old } });
    await changeContact(PUBLIC, proofOf(ticket), { formId: newForm(), phone: fresh.slice(3) });
    expect(await readContact(db(), ticket)).toEqual({ name: '张三', phone: fresh });
    expect(await told(ticket)).toEqual([
      { template: 'contact-changed', to: old, link: false },
      { template: 'contact-set', to: fresh, link: true },
    ]);
    const listOf = async (phone: string) =>
      (await ticketsOfContact({ kind: 'phone', index: blindIndex('phone', phone) })).length;
    expect([await listOf(old), await listOf(fresh)]).toEqual([0, 1]);
    const rows = await database.query<Record<string, unknown>>(
      `SELECT (SELECT json_agg(e) FROM ticket_event e WHERE ticket_id = $1) AS events,
              (SELECT json_agg(a) FROM audit_event a WHERE subject_id = $1::text) AS audits,
              (SELECT json_agg(k) FROM idempotency_key k WHERE ticket_id = $1) AS keys,
              (SELECT json_agg(r) FROM reporter r WHERE ticket_id = $1) AS reporter`,
      [ticket.ticketId],
    );
    const written = JSON.stringify(rows);
    expect(written).toContain('contact_changed');
    for (const phone of [old, fresh]) expect(written).not.toContain(phone.slice(3));
  });

  test('ends the sign-ins by the old contact, and no other', async () => {
    const [old, other] = [newPhone(), newPhone()];
    const ticket = await buildTicket({ contact: { phone: old } });
    const now = new Date();
    const begin = (phone: string) =>
      transaction((tx) => startSession(tx, { kind: 'phone', index: blindIndex('phone', phone) }, now));
    const [mine, theirs] = [await begin(old), await begin(other)];
    await changeContact(PUBLIC, proofOf(ticket), { formId: newForm(), phone: newPhone() });
    expect(await sessionOf(mine, now)).toBeUndefined();
    expect(await sessionOf(theirs, now)).toBeDefined();
  });

  test('adds an e-mail address beside the phone, and leaves one where nobody had any', async () => {
    const ticket = await buildTicket();
    await changeContact(PUBLIC, proofOf(ticket), { formId: newForm(), phone: '13800000009' });
    await changeContact(PUBLIC, proofOf(ticket), { formId: newForm(), email: 'Li@Example.cn' });
    expect(await readContact(db(), ticket)).toEqual({ phone: '+8613800000009', email: 'li@example.cn' });
    expect(await contactOnTicket(proofOf(ticket))).toEqual({
      phone: '138****0009',
      email: 'l***@example.cn',
    });
    expect((await told(ticket)).map(({ template }) => template)).toEqual(['contact-set', 'contact-set']);
  });

  test('removes it when asked', async () => {
    const ticket = await buildTicket({ contact: { phone: newPhone() } });
    await changeContact(PUBLIC, proofOf(ticket), { formId: newForm(), remove: true });
    expect(await readContact(db(), ticket)).toBeUndefined();
    expect((await told(ticket)).map(({ template }) => template)).toEqual(['contact-changed']);
  });

  test('twice by the same form tells nobody twice', async () => {
    const ticket = await buildTicket({ contact: { phone: newPhone() } });
    const form = { formId: newForm(), phone: newPhone() };
    const both = await Promise.all([1, 2].map(() => changeContact(PUBLIC, proofOf(ticket), form)));
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect(await told(ticket)).toHaveLength(2);
  });

  test.each([
    [{}, 'phone', 'required'],
    [{ phone: '123' }, 'phone', 'invalid_phone'],
    [{ email: 'li@' }, 'email', 'invalid_email'],
  ])('is refused for %j', async (input, field, code) => {
    const ticket = await buildTicket();
    const refused = changeContact(PUBLIC, proofOf(ticket), { formId: newForm(), ...input });
    await expect(refused).rejects.toMatchObject({ options: { fields: [{ field, code }] } });
    expect(await readContact(db(), ticket)).toBeUndefined();
  });
});
