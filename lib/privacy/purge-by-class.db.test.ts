import { beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '@/lib/platform/clock';
import { purgeDue, type RetentionRule } from '@/lib/platform/retention';
import { applyChange } from '@/lib/settings/apply-change';
import { readChange } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { storage } from '@/lib/platform/storage';
import { addEvent, at } from '@/tests/factories/reporter';
import { ago, endedTicket, ERASED, NOW, SAMPLES, WHOLE, wordsOf } from '@/tests/factories/retention';
import { addDelivery } from '@/tests/factories/ticket';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { purgeByClass } from './purge-by-class';
import { classReports } from './read-privacy';
import { RETENTION_RULES } from './retention-rules';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
const MINUTE = 60_000;
const one = async <R extends object>(text: string, ...values: unknown[]) =>
  (await database.query<R>(text, values))[0];
const isThere = async (text: string, ...values: unknown[]) => (await one(text, ...values)) !== undefined;

beforeEach(() => database.query('TRUNCATE ticket_hold, erasure_wish'));

const rule = (code: string): RetentionRule => RETENTION_RULES.find((known) => known.code === code)!;
const purge = (code: string, when = NOW) => purgeDue(SYSTEM, rule(code), at(when));

describe('retention classes', () => {
  test('each has a rule, a seeded row and a sample here, and rows carry no other class', async () => {
    const seeded = (await database.query<{ code: string }>('SELECT code FROM retention_class')).map(
      ({ code }) => code,
    );
    expect(seeded.sort()).toEqual(RETENTION_RULES.map(({ code }) => code).sort());
    expect(seeded).toEqual(Object.keys(SAMPLES).sort());
    const columns = await database.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'retention_class'`,
    );
    await endedTicket(NOW);
    for (const { table_name: table } of columns)
      for (const { code } of await database.query<{ code: string }>(
        `SELECT DISTINCT retention_class AS code FROM ${table}`,
      ))
        expect(seeded, table).toContain(code);
    expect(columns.map(({ table_name: table }) => table).sort()).toEqual([
      'case_follower',
      'reporter',
      'ticket',
    ]);
  });

  test.each(Object.keys(SAMPLES))('%s: goes when its days are over, not a minute before', async (code) => {
    const sample = SAMPLES[code]!();
    const [old, young] = [
      await sample.make(ago(sample.days, -MINUTE)),
      await sample.make(ago(sample.days, MINUTE)),
    ];
    await purge(code);
    expect([await old(), await young()]).toEqual([false, true]);
    await purge(code);
    expect(await young()).toBe(true);
  });
});

describe('a ticket', () => {
  test('loses what people wrote and showed, and keeps number, place in the city and times', async () => {
    const ticket = await endedTicket(ago(1096));
    await purge('ticket');
    expect(await wordsOf(ticket)).toMatchObject(ERASED);
    expect(await storage().stat(ticket.photo)).toBeNull();
    expect(
      await one(
        'SELECT tracking_number, category_code, division_code, status, submitted_at FROM ticket WHERE id = $1',
        ticket.ticketId,
      ),
    ).toEqual({
      tracking_number: ticket.trackingNumber,
      category_code: '01002',
      division_code: '230102',
      status: 'closed',
      submitted_at: ago(1096),
    });
  });

  test.each(['submitted', 'handling', 'reopened', 'suspended', 'transferred_110', 'rework'])(
    'stays whole while it is %s, however old',
    async (status) => {
      const ticket = await endedTicket(ago(4000), status);
      await database.query('INSERT INTO erasure_wish VALUES ($1, $2, now())', [
        ticket.jurisdictionCode,
        ticket.ticketId,
      ]);
      await purgeByClass(SYSTEM, { rules: ['ticket', 'contact', 'photo', 'erasure-wish'].map(rule) });
      expect(await wordsOf(ticket)).toMatchObject(WHOLE);
    },
  );

  test.each(['archived', 'callback', 'withdrawn', 'not_accepted'])('goes when it is %s', async (status) => {
    const ticket = await endedTicket(ago(1096), status);
    await purge('ticket');
    expect(await wordsOf(ticket)).toMatchObject(ERASED);
  });

  test('stays whole while it is held, and its messages with it; the report counts it', async () => {
    const ticket = await endedTicket(ago(4000));
    await database.query(`INSERT INTO ticket_hold VALUES ($1, $2, '复议', now(), 'x')`, [
      ticket.jurisdictionCode,
      ticket.ticketId,
    ]);
    await database.query('UPDATE message SET created_at = $2 WHERE ticket_id = $1', [
      ticket.ticketId,
      ago(4000),
    ]);
    const outcomes = await purgeByClass(SYSTEM);
    expect(await wordsOf(ticket)).toMatchObject(WHOLE);
    const left = (code: string) => outcomes.find((outcome) => outcome.code === code);
    for (const code of ['ticket', 'contact', 'photo', 'message'])
      expect(left(code), code).toMatchObject({ overdue: 1, held: 1, error: null });
    await database.query('DELETE FROM ticket_hold');
    await purgeByClass(SYSTEM);
    expect(await wordsOf(ticket)).toMatchObject(ERASED);
  });

  test('waits for a desk that is still to be told something', async () => {
    const ticket = await endedTicket(ago(1096));
    const deliveryId = await addDelivery({ ...ticket, deskCode: 'city-230100', kind: 'addition' });
    await purge('ticket');
    expect(await wordsOf(ticket)).toMatchObject({ description: '污水井盖破损' });
    await database.query(`UPDATE delivery SET state = 'sent' WHERE id = $1`, [deliveryId]);
    await purge('ticket');
    expect(await wordsOf(ticket)).toMatchObject(ERASED);
  });

  test('is purged again when a desk has written about it since', async () => {
    const ticket = await endedTicket(ago(1096));
    await purge('ticket');
    await addEvent(ticket, { type: 'message', text: '已联系王秀兰' });
    await database.query('UPDATE ticket SET updated_at = now() WHERE id = $1', [ticket.ticketId]);
    await purge('ticket', new Date(NOW.getTime() + 1096 * 86_400_000));
    expect(await wordsOf(ticket)).toMatchObject({ texts: 0 });
  });
});

describe('the nightly run', () => {
  const older = async (count: number) => {
    const tickets = [];
    for (let index = 0; index < count; index += 1) tickets.push(await endedTicket(ago(1096)));
    return tickets;
  };

  test('bears a crash between batches: what was purged stays so, the next run does the rest', async () => {
    const tickets = await older(5);
    let batches = 0;
    const dying: RetentionRule = {
      ...rule('ticket'),
      purge(tx, before, most) {
        batches += 1;
        if (batches === 3) throw new Error('the process was killed');
        return rule('ticket').purge(tx, before, most);
      },
    };
    await expect(purgeDue(SYSTEM, dying, { clock: systemClock, batch: 2 })).rejects.toThrow('killed');
    const done = async () =>
      (await Promise.all(tickets.map(wordsOf))).filter((row) => row?.description === '').length;
    expect(await done()).toBe(4);
    expect(await purgeDue(SYSTEM, rule('ticket'), { clock: systemClock, batch: 2 })).toBe(1);
    expect(await done()).toBe(5);
  });

  test('run twice at once purges each row once and fails nobody', async () => {
    const tickets = await older(6);
    const runs = await Promise.all(
      [1, 2, 3].map(() => purgeDue(SYSTEM, rule('ticket'), { clock: systemClock, batch: 2 })),
    );
    await purge('ticket');
    expect(runs.reduce((sum, purged) => sum + purged, 0)).toBeLessThanOrEqual(6);
    for (const ticket of tickets) expect(await wordsOf(ticket)).toMatchObject(ERASED);
  });

  test('reports each class, goes on after one that fails, and then fails itself', async () => {
    await endedTicket(ago(400));
    const broken: RetentionRule = {
      ...rule('message'),
      purge: () => Promise.reject(new TypeError('王秀兰 13912345678')),
    };
    const rules = RETENTION_RULES.map((known) => (known.code === 'message' ? broken : known));
    await expect(purgeByClass(SYSTEM, { rules })).rejects.toThrow('retention classes failed: message');
    const reports = await classReports();
    expect(reports).toHaveLength(RETENTION_RULES.length);
    const last = (code: string) => reports.find((report) => report.code === code)?.last;
    expect(last('message')).toMatchObject({ error: 'TypeError', purged: 0 });
    expect(last('contact')).toMatchObject({ purged: 1, overdueLeft: 0, error: null });
    expect(last('ticket')?.oldestLeft?.getTime()).toBeLessThanOrEqual(ago(400).getTime());
    expect(
      await isThere(
        `SELECT 1 FROM audit_event WHERE action = 'retention.purge' AND subject_id = 'contact' AND data = '{"count": 1}'`,
      ),
    ).toBe(true);
  });

  test('counts by the days that staff have set, and is nobody else’s work', async () => {
    const ticket = await endedTicket(ago(40));
    await database.query(`UPDATE retention_class SET days = 30 WHERE code = 'contact'`);
    await purge('contact');
    expect(await wordsOf(ticket)).toMatchObject({ ...WHOLE, contacts: 0 });
    await expect(purgeByClass({ kind: 'public', address: '203.0.113.1' })).rejects.toThrow('forbidden');
    await expect(
      database.query(`UPDATE retention_class SET days = 5 WHERE code = 'contact'`),
    ).rejects.toThrow('retention_class_days');
  });
});

describe('the days of a class as a setting', () => {
  test('the preview says how many rows the next run would purge; bounds are kept; applying it counts', async () => {
    const { actor } = await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }]);
    await database.query(`UPDATE retention_class SET days = 365 WHERE code = 'contact'`);
    await purge('contact');
    await endedTicket(ago(100));
    const propose = (days: string) =>
      proposeChange(actor, {
        kind: 'retention-class',
        subject: 'contact',
        value: { code: 'contact', days },
        form: {},
      });
    const { id } = await propose('90');
    const { effects } = await readChange(actor, id);
    expect(effects[0]?.level).toBe('warning');
    expect(effects[0]?.text.en).toContain('would purge 1 rows');
    expect((await propose('29')).state).toBe('refused');
    await applyChange(actor, id);
    expect(await one(`SELECT days FROM retention_class WHERE code = 'contact'`)).toEqual({ days: 90 });
  });
});
