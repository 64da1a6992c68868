import { describe, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { env } from '@/lib/platform/env';
import type { Role } from '@/lib/staff/roles';
import { newPhone } from '@/tests/factories/message';
import { at } from '@/tests/factories/reporter';
import { signedIn } from '@/tests/factories/staff';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { readReporter } from './read-reporter';
import { revealReporter } from './reveal-reporter';

const database = useDatabase();
const staff = async (role: Role, jurisdictionCode = '230100') =>
  (await signedIn([{ role, jurisdictionCode }])).actor;
const reported = (overrides: Parameters<typeof buildTicket>[0] = {}) =>
  buildTicket({ contact: { name: '欧阳若兰', phone: newPhone(), email: 'ouyang@example.cn' }, ...overrides });
const WHY = { reason: 'call-back', text: '核实井盖位置' };
const reveal = (
  actor: StaffActor,
  ticket: Pick<BuiltTicket, 'trackingNumber'>,
  more: object = {},
  now = new Date(),
) => revealReporter(actor, { number: ticket.trackingNumber, ...WHY, ...more }, at(now));
const trailOf = (ticket: BuiltTicket) =>
  database.query<{ outcome: string; actor_id: string; data: Record<string, string> }>(
    `SELECT outcome, actor_id, data FROM audit_event WHERE action = 'reporter.reveal' AND subject_id = $1`,
    [ticket.ticketId],
  );

describe('the contact of a reporter', () => {
  test.each(['operator', 'triage', 'supervisor'] as const)(
    'is shown to a %s, with an audit row',
    async (role) => {
      const ticket = await reported();
      const actor = await staff(role);
      expect(await reveal(actor, ticket)).toMatchObject({ name: '欧阳若兰', email: 'ouyang@example.cn' });
      const [row, ...more] = await trailOf(ticket);
      expect(more).toEqual([]);
      expect(row).toMatchObject({
        outcome: 'done',
        actor_id: actor.accountId,
        data: { reason: 'call-back' },
      });
      expect(Object.keys(row!.data).sort()).toEqual(['reason', 'revealId']);
    },
  );

  test('stands masked before that, and who has looked is the supervisors’ to see', async () => {
    const ticket = await reported();
    const operator = await staff('operator');
    const before = await readReporter(operator, ticket.trackingNumber);
    expect(before).toMatchObject({
      contact: { name: '欧**', email: 'o***@example.cn' },
      mayReveal: true,
      reveals: null,
    });
    expect(before.contact?.phone).toMatch(/\*{4}/);
    await reveal(operator, ticket);
    const seen = await readReporter(await staff('supervisor'), ticket.trackingNumber);
    expect(seen.reveals).toMatchObject([{ by: '张三', reason: 'call-back', text: '核实井盖位置' }]);
  });

  test.each([
    ['publisher', '230100'],
    ['system-admin', '000000'],
    ['security-admin', '000000'],
    ['audit-admin', '000000'],
    ['operator', '230200'],
  ] as const)('is not shown to a %s of %s', async (role, place) => {
    const ticket = await reported();
    const actor = await staff(role, place);
    await expect(reveal(actor, ticket)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(readReporter(actor, ticket.trackingNumber)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await trailOf(ticket)).toEqual([]);
  });

  test('of who asked for secrecy is shown to supervisors only, masked or not', async () => {
    const ticket = await reported({ keepSecret: true });
    const triage = await staff('triage');
    expect(await readReporter(triage, ticket.trackingNumber)).toMatchObject({
      keepSecret: true,
      contact: { name: null, phone: null, email: null },
      mayReveal: false,
    });
    await expect(reveal(triage, ticket)).rejects.toMatchObject({ code: 'forbidden' });
    const supervisor = await staff('supervisor');
    expect(await reveal(supervisor, ticket)).toMatchObject({ name: '欧阳若兰' });
    expect(await trailOf(ticket)).toHaveLength(1);
  });

  test.each([
    [{ reason: 'curiosity' }, 'reason'],
    [{ reason: null }, 'reason'],
    [{ text: '看看' }, 'text'],
    [{ text: null }, 'text'],
    [{ number: '0100 0000 0000' }, 'number'],
  ])('needs a reason and a number: %j', async (more, field) => {
    const ticket = await reported();
    await expect(reveal(await staff('operator'), ticket, more)).rejects.toMatchObject({
      code: 'invalid_input',
      options: { fields: [{ field }] },
    });
    expect(await trailOf(ticket)).toEqual([]);
  });

  test('needs a recent proof of who looks', async () => {
    const ticket = await reported();
    const actor = await staff('operator');
    await expect(reveal(actor, ticket, {}, new Date(Date.now() + 21 * 60_000))).rejects.toMatchObject({
      code: 'confirm_needed',
    });
  });

  test('is not there when none was left', async () => {
    const ticket = await buildTicket();
    const actor = await staff('operator');
    expect(await readReporter(actor, ticket.trackingNumber)).toMatchObject({
      contact: null,
      mayReveal: false,
    });
    await expect(reveal(actor, ticket)).rejects.toMatchObject({ code: 'no_contact' });
    await expect(readReporter(actor, '010000005728')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is shown so many times a day and account, also when all ask at once', async () => {
    const ticket = await reported();
    const [busy, other] = [await staff('operator'), await staff('operator')];
    const most = env().revealsPerDay;
    const looks = await Promise.allSettled(Array.from({ length: most + 3 }, () => reveal(busy, ticket)));
    expect(looks.filter(({ status }) => status === 'fulfilled')).toHaveLength(most);
    await expect(reveal(busy, ticket)).rejects.toMatchObject({ code: 'reveal_limit' });
    expect((await trailOf(ticket)).filter(({ outcome }) => outcome === 'refused')).toHaveLength(4);
    await reveal(other, ticket);
    await database.query(`UPDATE reporter_reveal SET at = at - interval '25 hours' WHERE account_id = $1`, [
      busy.accountId,
    ]);
    await reveal(busy, ticket);
  });

  test('leaves no word of itself in the audit trail', async () => {
    const phone = newPhone();
    const ticket = await reported({ contact: { name: '诸葛青禾', phone } });
    await reveal(await staff('supervisor'), ticket, { text: '回访诸葛女士' });
    const rows = await database.query<{ line: string }>('SELECT audit_event::text AS line FROM audit_event');
    expect(rows.length).toBeGreaterThan(0);
    for (const { line } of rows)
      for (const word of ['诸葛', phone, phone.slice(3)]) expect(line).not.toContain(word);
  });
});
