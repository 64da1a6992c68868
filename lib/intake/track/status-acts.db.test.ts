import { beforeEach, describe, expect, test } from 'vitest';
import { buildDesk } from '@/tests/factories/desk';
import { addEvent, at, newForm, proofOf, PUBLIC, rowsOf, withDesk } from '@/tests/factories/reporter';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { trackForReporter } from '@/lib/tickets/track-ticket';
import { answerQuestion } from './answer-question';
import { reopenTicket } from './reopen-ticket';
import { urgeDesk } from './urge-desk';
import { withdrawTicket } from './withdraw-ticket';

const database = useDatabase();

beforeEach(async () => {
  await buildDesk();
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
