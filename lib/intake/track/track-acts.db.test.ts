import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { buildDesk } from '@/tests/factories/desk';
import { addEvent, at, buildUpload, newForm, proofOf, PUBLIC } from '@/tests/factories/reporter';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { TrackProof } from '@/lib/tickets/track-proof';
import { trackForReporter } from '@/lib/tickets/track-ticket';
import { addInformation } from './add-information';
import { answerQuestion } from './answer-question';
import { reopenTicket } from './reopen-ticket';
import { urgeDesk } from './urge-desk';
import { withdrawTicket } from './withdraw-ticket';

const database = useDatabase();

beforeEach(async () => {
  await buildDesk();
});

const sent = (ticket: BuiltTicket) =>
  db().query(`UPDATE delivery SET state = 'sent' WHERE ticket_id = $1`, [ticket.ticketId]);

async function rowsOf(ticket: BuiltTicket) {
  const [state] = await database.query<{ status: string; due_at: Date | null; version: number }>(
    'SELECT status, due_at, version FROM ticket WHERE id = $1',
    [ticket.ticketId],
  );
  const deliveries = await database.query<{
    kind: string;
    state: string;
    sequence: number;
    text: string | null;
  }>('SELECT kind, state, sequence, text FROM delivery WHERE ticket_id = $1 ORDER BY sequence', [
    ticket.ticketId,
  ]);
  const events = await database.query<{ type: string; text: string | null; is_public: boolean }>(
    `SELECT type, text, is_public FROM ticket_event WHERE ticket_id = $1 AND type <> 'submitted' ORDER BY at, id`,
    [ticket.ticketId],
  );
  const audits = await database.query<{ action: string; actor_id: string }>(
    'SELECT action, actor_id FROM audit_event WHERE subject_id = $1',
    [ticket.ticketId],
  );
  return { ...state, deliveries, events, audits };
}

async function withDesk(overrides: Parameters<typeof buildTicket>[0] = {}): Promise<BuiltTicket> {
  const ticket = await buildTicket({ status: 'dispatched', deliveries: ['work_order'], ...overrides });
  await sent(ticket);
  return ticket;
}

describe('proof of possession', () => {
  test('comes only from a token of ours or the query code', async () => {
    const ticket = await withDesk();
    expect(() => TrackProof.byLink(ticket.trackingNumber, 'x'.repeat(22))).toThrow('not_found');
    const other = await withDesk();
    expect(TrackProof.numberOf(proofOf(other))).toBe(other.trackingNumber);
    const address = PUBLIC.address;
    const number = ticket.trackingNumber;
    expect(TrackProof.numberOf(await TrackProof.byCode({ number, code: '246810', address }))).toBe(number);
    await expect(TrackProof.byCode({ number, code: '246811', address })).rejects.toThrow('not_found');
  });

  test('is asked for by every command: a look-alike does nothing', async () => {
    const ticket = await withDesk();
    const forged = { trackingNumber: ticket.trackingNumber } as unknown as TrackProof;
    for (const act of [addInformation, answerQuestion, urgeDesk, withdrawTicket, reopenTicket])
      await expect(act(PUBLIC, forged, { formId: newForm(), text: '你好' })).rejects.toThrow(TypeError);
    await expect(
      urgeDesk({ kind: 'desk', deskCode: 'x', jurisdictionCode: '230100' }, proofOf(ticket), {
        formId: newForm(),
      }),
    ).rejects.toThrow('forbidden');
    expect((await rowsOf(ticket)).deliveries).toHaveLength(1);
  });
});

describe('an addition', () => {
  test('goes into the timeline, the audit trail and, with its photos, to the desk', async () => {
    const ticket = await withDesk();
    const photos = [await buildUpload(), await buildUpload()];
    await addInformation(PUBLIC, proofOf(ticket), { formId: newForm(), text: ' 灯杆编号 0451 \r\n', photos });
    const rows = await rowsOf(ticket);
    expect(rows.events).toEqual([{ type: 'addition', text: '灯杆编号 0451', is_public: true }]);
    expect(rows.deliveries[1]).toEqual({
      kind: 'addition',
      state: 'pending',
      sequence: 2,
      text: '灯杆编号 0451',
    });
    expect(rows.audits).toEqual([{ action: 'ticket.addition', actor_id: 'public' }]);
    const attached = await database.query(
      `SELECT a.upload_id FROM ticket_attachment a JOIN delivery d ON d.event_id = a.event_id
       WHERE a.ticket_id = $1 ORDER BY a.position`,
      [ticket.ticketId],
    );
    expect(attached.map((row) => row.upload_id)).toEqual(photos);
    const jobs = await database.query(
      `SELECT 1 FROM graphile_worker.jobs WHERE key = 'wake-desk:city-230100'`,
    );
    expect(jobs).toHaveLength(1);
    expect((await trackForReporter(proofOf(ticket))).ticket.photos).toBe(2);
  });

  test('needs words or a photo, within measure, and says what to do in both languages', async () => {
    const ticket = await withDesk();
    const refused = async (input: object) =>
      addInformation(PUBLIC, proofOf(ticket), { formId: newForm(), ...input }).catch(
        (error: { options: { fields?: { field: string; code: string; message: object }[] } }) =>
          error.options.fields,
      );
    expect(await refused({ text: ' \u200b ' })).toMatchObject([{ field: 'text', code: 'required' }]);
    expect(await refused({ text: '灯'.repeat(2001) })).toMatchObject([
      { field: 'text', code: 'too_long', message: { zh: expect.stringContaining('2000') as string } },
    ]);
    const seven = Array.from({ length: 7 }, newForm);
    expect(await refused({ photos: seven })).toMatchObject([{ field: 'photos', code: 'too_many' }]);
    expect((await rowsOf(ticket)).events).toEqual([]);
  });

  test('is refused whole when a photo is expired or somebody else’s', async () => {
    const [ticket, other] = [await withDesk(), await withDesk()];
    const taken = await buildUpload();
    await addInformation(PUBLIC, proofOf(other), { formId: newForm(), photos: [taken] });
    for (const photo of [taken, newForm()])
      await expect(
        addInformation(PUBLIC, proofOf(ticket), { formId: newForm(), text: '看图', photos: [photo] }),
      ).rejects.toThrow('upload_unavailable');
    expect(await rowsOf(ticket)).toMatchObject({ events: [], audits: [], version: 0 });
  });

  test('a ticket has at most 20 photos', async () => {
    const ticket = await withDesk();
    const add = async (count: number) =>
      addInformation(PUBLIC, proofOf(ticket), {
        formId: newForm(),
        photos: await Promise.all(Array.from({ length: count }, () => buildUpload())),
      });
    for (const count of [6, 6, 6]) await add(count);
    await expect(add(3)).rejects.toThrow('too_many_photos');
    await add(2);
  });

  test('waits for triage without a delivery where no desk has the ticket', async () => {
    for (const ticket of [await buildTicket({ deskCode: null }), await withDesk({ status: 'returned' })]) {
      await addInformation(PUBLIC, proofOf(ticket), { formId: newForm(), text: '在拐角' });
      const rows = await rowsOf(ticket);
      expect(rows.events.map((event) => event.type)).toEqual(['addition']);
      expect(rows.deliveries.filter(({ kind }) => kind === 'addition')).toEqual([]);
    }
  });

  test('is over when the ticket is', async () => {
    const ticket = await withDesk({ status: 'closed' });
    await expect(
      addInformation(PUBLIC, proofOf(ticket), { formId: newForm(), text: '还没修' }),
    ).rejects.toThrow('act_not_open');
  });
});

describe('a form', () => {
  test('sent twice acts once, also with its photos uploaded again', async () => {
    const ticket = await withDesk();
    const formId = newForm();
    const send = async () =>
      addInformation(PUBLIC, proofOf(ticket), {
        formId,
        text: '第三根灯杆',
        photos: [await buildUpload('lamp')],
      });
    expect(await send()).toEqual({ repeated: false });
    expect(await send()).toEqual({ repeated: true });
    const rows = await rowsOf(ticket);
    expect([rows.events.length, rows.deliveries.length, rows.audits.length]).toEqual([1, 2, 1]);
  });

  test('double-clicked acts once', async () => {
    const ticket = await withDesk();
    const formId = newForm();
    const clicks = await Promise.all(
      Array.from({ length: 6 }, () => addInformation(PUBLIC, proofOf(ticket), { formId, text: '快点' })),
    );
    expect(clicks.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect((await rowsOf(ticket)).deliveries).toHaveLength(2);
  });

  test('sent again with other words, or for another ticket, is refused, not swallowed', async () => {
    const [ticket, other] = [await withDesk(), await withDesk()];
    const formId = newForm();
    await addInformation(PUBLIC, proofOf(ticket), { formId, text: '第三根' });
    await expect(addInformation(PUBLIC, proofOf(ticket), { formId, text: '第四根' })).rejects.toThrow(
      'form_used',
    );
    await expect(addInformation(PUBLIC, proofOf(other), { formId, text: '第三根' })).rejects.toThrow(
      'form_used',
    );
  });

  test('that was refused may be sent again under its id', async () => {
    const ticket = await withDesk();
    const formId = newForm();
    await expect(withdrawTicket(PUBLIC, proofOf(ticket), { formId, text: '' })).rejects.toThrow(
      'invalid_input',
    );
    expect(await withdrawTicket(PUBLIC, proofOf(ticket), { formId, text: '自己好了' })).toEqual({
      repeated: false,
    });
  });
});

describe('urging', () => {
  test('twenty people who hold the link at once urge once', async () => {
    const ticket = await withDesk();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => urgeDesk(PUBLIC, proofOf(ticket), { formId: newForm() })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.code)] : []));
    expect(new Set(refusals)).toEqual(new Set(['act_urged_today']));
    const rows = await rowsOf(ticket);
    expect(rows.deliveries.map(({ kind }) => kind)).toEqual(['work_order', 'urging']);
    expect((await trackForReporter(proofOf(ticket))).acts).not.toContain('urging');
  });

  test('is possible again on the next day', async () => {
    const ticket = await withDesk();
    const now = Date.now();
    for (const days of [0, 1])
      await urgeDesk(PUBLIC, proofOf(ticket), { formId: newForm() }, at(new Date(now + days * 86_400_000)));
    expect((await rowsOf(ticket)).deliveries).toHaveLength(3);
  });
});

describe('withdrawing', () => {
  test('takes an unsent work order back, with what waits behind it', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order', 'addition'] });
    await withdrawTicket(PUBLIC, proofOf(ticket), { formId: newForm(), text: '报错地方了' });
    const rows = await rowsOf(ticket);
    expect(rows.status).toBe('withdrawn');
    expect(rows.deliveries.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'work_order cancelled',
      'addition cancelled',
    ]);
    expect(rows.events).toEqual([{ type: 'withdrawn', text: '报错地方了', is_public: true }]);
  });

  test.each([
    ['is being sent', `state = 'sending', attempts = 1, claimed_at = now()`],
    ['was tried in vain', `attempts = 1, last_error = 'no reply'`],
    ['was given up and is sent again', `attempts = 0, last_error = 'no reply'`],
    ['was given up', `state = 'dead', attempts = 9, last_error = 'no reply'`],
  ])('follows a work order that %s', async (_name, change) => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await database.query(`UPDATE delivery SET ${change} WHERE ticket_id = $1`, [ticket.ticketId]);
    await withdrawTicket(PUBLIC, proofOf(ticket), { formId: newForm(), text: '自己好了' });
    const rows = await rowsOf(ticket);
    expect(rows.deliveries.map(({ kind, sequence }) => `${sequence} ${kind}`)).toEqual([
      '1 work_order',
      '2 withdrawal',
    ]);
    expect(rows.deliveries[0]?.state).not.toBe('cancelled');
  });

  test('is refused once the matter is handled', async () => {
    const ticket = await withDesk({ status: 'checking' });
    await expect(
      withdrawTicket(PUBLIC, proofOf(ticket), { formId: newForm(), text: '算了' }),
    ).rejects.toThrow('act_withdraw_late');
  });

  test('is confirmed to the reporter', async () => {
    const ticket = await withDesk({ contact: { phone: '+8613800000001' } });
    await withdrawTicket(PUBLIC, proofOf(ticket), { formId: newForm(), text: '自己好了' });
    const told = await database.query('SELECT template_id FROM message WHERE ticket_id = $1', [
      ticket.ticketId,
    ]);
    expect(told).toEqual([{ template_id: 'report-withdrawn' }]);
  });
});

describe('an answer', () => {
  test('ends the open question and goes to the desk', async () => {
    const ticket = await withDesk({ status: 'handling' });
    await addEvent(ticket, { type: 'question', text: '几号灯杆？', at: new Date(Date.now() - 1000) });
    expect((await trackForReporter(proofOf(ticket))).questions.map(({ text }) => text)).toEqual([
      '几号灯杆？',
    ]);
    await answerQuestion(PUBLIC, proofOf(ticket), { formId: newForm(), text: '3 号' });
    expect((await rowsOf(ticket)).deliveries[1]).toMatchObject({ kind: 'answer', text: '3 号' });
    const view = await trackForReporter(proofOf(ticket));
    expect([view.questions, view.acts.includes('answer')]).toEqual([[], false]);
    await expect(
      answerQuestion(PUBLIC, proofOf(ticket), { formId: newForm(), text: '4 号' }),
    ).rejects.toThrow('act_no_question');
  });
});

describe('reopening', () => {
  const closedTicket = async (recordedAt: Date) => {
    const ticket = await withDesk({ status: 'closed', contact: { phone: '+8613800000002' } });
    await database.query(`UPDATE ticket SET closed_at = $2, due_at = $2 WHERE id = $1`, [
      ticket.ticketId,
      recordedAt,
    ]);
    await addEvent(ticket, { type: 'checked', status: 'closed', at: recordedAt, recordedAt });
    return ticket;
  };

  test('gives the ticket new time and tells desk and reporter, once', async () => {
    const ticket = await closedTicket(new Date(Date.now() - 6 * 86_400_000));
    expect((await trackForReporter(proofOf(ticket))).acts).toContain('reopen');
    await reopenTicket(PUBLIC, proofOf(ticket), { formId: newForm(), text: '灯又灭了' });
    const rows = await rowsOf(ticket);
    expect(rows).toMatchObject({
      status: 'reopened',
      deliveries: [{ kind: 'work_order' }, { kind: 'reopen', text: '灯又灭了', sequence: 2 }],
    });
    expect(rows.due_at!.getTime()).toBeGreaterThan(Date.now());
    const told = await database.query('SELECT template_id FROM message WHERE ticket_id = $1', [
      ticket.ticketId,
    ]);
    expect(told).toEqual([{ template_id: 'report-reopened' }]);
    expect((await trackForReporter(proofOf(ticket))).ticket).toMatchObject({
      overdue: false,
      closedAt: null,
    });
    await database.query(`UPDATE ticket SET status = 'closed' WHERE id = $1`, [ticket.ticketId]);
    await expect(
      reopenTicket(PUBLIC, proofOf(ticket), { formId: newForm(), text: '又灭了' }),
    ).rejects.toThrow('act_reopened_before');
  });

  test('is too late after seven days, and needs a reason', async () => {
    const late = await closedTicket(new Date(Date.now() - 7 * 86_400_000 - 1000));
    await expect(
      reopenTicket(PUBLIC, proofOf(late), { formId: newForm(), text: '灯又灭了' }),
    ).rejects.toThrow('act_reopen_late');
    const soon = await closedTicket(new Date());
    await expect(reopenTicket(PUBLIC, proofOf(soon), { formId: newForm(), text: ' ' })).rejects.toThrow(
      'invalid_input',
    );
  });
});
