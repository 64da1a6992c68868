import { beforeEach, describe, expect, test } from 'vitest';
import { buildDesk } from '@/tests/factories/desk';
import { buildUpload, newForm, proofOf, PUBLIC, rowsOf, withDesk } from '@/tests/factories/reporter';
import { buildTicket } from '@/tests/factories/ticket';
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
