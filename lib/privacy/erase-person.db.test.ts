import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { storeDraft, newDraftId } from '@/lib/intake/draft-store';
import { blankAnswers } from '@/lib/intake/draft-answers';
import { keepForm } from '@/lib/intake/track/kept-form';
import { forgetMessage } from '@/lib/notify/forget-message';
import { sendOneTimeCode } from '@/lib/notify/send-one-time-code';
import { sessionOf } from '@/lib/people/citizen-session';
import { parseContact } from '@/lib/people/parse-contact';
import { requestCode } from '@/lib/people/request-code';
import { signIn } from '@/lib/people/sign-in';
import { unseal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { resetLimiters } from '@/lib/platform/rate-limit';
import { purgeDue } from '@/lib/platform/retention';
import { storage } from '@/lib/platform/storage';
import { buildCase, changeTicket } from '@/tests/factories/case';
import { askCode, follow, followerProofOf, messagesOf, somebody } from '@/tests/factories/follower';
import { buildMessage, newPhone } from '@/tests/factories/message';
import { addEvent, at, buildUpload, newForm, proofOf, rowsOf } from '@/tests/factories/reporter';
import { signedIn } from '@/tests/factories/staff';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { confirmFollower } from '@/lib/tickets/cases/confirm-follower';
import { erasePerson } from './erase-person';
import { exportPerson } from './export-person';
import { previewErasure } from './person-tickets';
import { revealReporter } from './reveal-reporter';
import { SEALED_COLUMNS } from './sealed-columns';
import { TICKET_RULES } from './ticket-rules';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
const NAME = '司马南乔';
const EMAIL = 'simananqiao@example.cn';

beforeEach(async () => {
  await database.query('DELETE FROM rate_limit');
  resetLimiters();
});

async function withPhoto(ticket: BuiltTicket): Promise<string> {
  const photo = await buildUpload();
  await storage().put(photo, Buffer.from(`picture of ${NAME}`));
  await database.query(
    'INSERT INTO ticket_attachment (jurisdiction_code, ticket_id, position, upload_id) VALUES ($1, $2, 1, $3)',
    [ticket.jurisdictionCode, ticket.ticketId, photo],
  );
  return photo;
}

/** A report in which the person's name and number stand wherever they can. */
async function reported(phone: string, status: string): Promise<BuiltTicket & { photo: string }> {
  const ticket = await buildTicket({
    status,
    submittedAt: new Date(Date.now() - 3_600_000),
    contact: { name: NAME, phone, email: EMAIL },
    address: `道里区${NAME}家门口`,
    attributes: { note: `找${NAME}` },
    deliveries: ['work_order', 'addition'],
  });
  const { jurisdictionCode, ticketId } = ticket;
  await database.query(`UPDATE delivery SET state = 'sent', text = $2 WHERE ticket_id = $1`, [
    ticketId,
    `${NAME} ${phone}`,
  ]);
  await database.query(`UPDATE ticket SET description = $2, upstream_number = $3 WHERE id = $1`, [
    ticketId,
    `我是${NAME}，电话 ${phone}`,
    phone,
  ]);
  await addEvent(ticket, { type: 'addition', text: `${NAME}补充` });
  await buildMessage({ jurisdictionCode, ticketId, to: phone });
  await database.query(`UPDATE message SET state = 'sent' WHERE ticket_id = $1`, [ticketId]);
  const { actor } = await signedIn([{ role: 'operator', jurisdictionCode: '230100' }]);
  await revealReporter(actor, { number: ticket.trackingNumber, reason: 'other', text: `回访${NAME}` });
  return { ...ticket, photo: await withPhoto(ticket) };
}

/** Signs the owner of a contact in. */
async function session(contact: string): Promise<string> {
  const codeId = await requestCode(somebody(), { contact, locale: 'zh-CN' });
  await sendOneTimeCode(codeId);
  const [message] = await messagesOf(codeId);
  await database.query(`UPDATE message SET state = 'sent' WHERE ticket_id = $1`, [codeId]);
  return signIn(somebody(), { codeId, code: message!.variables.code });
}

/** Everything the database says: each row of each table as text, and each sealed value opened. */
async function everythingSaid(): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')`,
  );
  expect(tables.length).toBeGreaterThan(40);
  const said: string[] = [];
  for (const { name } of tables)
    for (const { line } of await database.query<{ line: string }>(`SELECT x::text AS line FROM ${name} x`))
      said.push(`${name} ${line}`);
  for (const { table, cipher, keyId, names, context } of SEALED_COLUMNS)
    for (const row of await database.query<{ cipher: Buffer; key: string; names: string[] }>(
      `SELECT ${cipher} AS cipher, ${keyId} AS key, array[${names.map((name) => `${name}::text`).join(',')}] AS names
       FROM ${table} WHERE ${cipher} IS NOT NULL`,
    ))
      said.push(`${table} ${unseal({ keyId: row.key, cipher: row.cipher }, context(...row.names))}`);
  return said;
}

/** Where the words stand: as text, as bytes, in any sealed value, in any stored file. */
async function tracesOf(words: readonly string[]): Promise<string[]> {
  const folder = path.join(env().dataDir, 'uploads');
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const contents = await Promise.all(
    files.map(async (entry) => `file ${await readFile(path.join(entry.parentPath, entry.name), 'utf8')}`),
  );
  const sought = words.flatMap((word) => [word, Buffer.from(word).toString('hex')]);
  return [...(await everythingSaid()), ...contents].filter((text) =>
    sought.some((word) => text.includes(word)),
  );
}

async function runForgetting(): Promise<void> {
  const jobs = await database.query<{ payload: { jurisdictionCode: string; messageId: string } }>(
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'forget-message'`,
  );
  for (const { payload } of jobs) await forgetMessage(SYSTEM, payload);
}

/** What the nightly run does about wishes. */
const night = () =>
  purgeDue(
    SYSTEM,
    TICKET_RULES.find(({ code }) => code === 'erasure-wish')!,
    at(new Date(Date.now() + 1_000)),
  );

describe('erasing a person', () => {
  test('leaves name, phone and e-mail in no table, sealed or not, and in no file', async () => {
    const phone = newPhone();
    const national = phone.slice(3);
    const closed = await reported(phone, 'closed');
    const open = await reported(phone, 'handling');
    const followed = await buildCase();
    const { key } = await follow(followed);
    await confirmFollower(somebody(), followerProofOf(key), { ...(await askCode(phone)), locale: 'zh-CN' });
    const draft = {
      answers: { ...blankAnswers(), phone: `${national.slice(0, 3)} ${national.slice(3)}`, name: NAME },
      sending: null,
      receipt: null,
    };
    await storeDraft(db(), newDraftId(), draft);
    await keepForm(
      newForm(),
      { act: 'contact', fields: { phone: national, note: NAME }, photos: [], errors: [] },
      proofOf(open),
    );
    const cookie = await session(phone);
    const contact = (await sessionOf(cookie, new Date()))!;
    expect((await tracesOf([NAME])).length).toBeGreaterThan(10);
    expect(await previewErasure(contact)).toEqual({
      now: [closed.trackingNumber],
      later: [open.trackingNumber],
    });

    expect(await erasePerson(somebody(), { contact, locale: 'zh-CN' })).toEqual({ now: 1, later: 1 });
    expect(await sessionOf(cookie, new Date())).toBeUndefined();
    expect(await storage().stat(closed.photo)).toBeNull();
    // The open report needs its words until it is closed.
    expect((await rowsOf(open)).status).toBe('handling');
    await changeTicket(open, 'closed');
    // What tells the reporter of the end goes out first.
    expect(await night()).toBe(0);
    await database.query(`UPDATE message SET state = 'sent' WHERE ticket_id = $1`, [open.ticketId]);
    expect(await night()).toBe(1);

    const last = await database.query<{ id: string; ticket_id: string }>(
      `SELECT id, ticket_id FROM message WHERE template_id = 'data-erased'`,
    );
    expect((await messagesOf(last[0]!.ticket_id))[0]).toMatchObject({ to: phone, templateId: 'data-erased' });
    await expect(runForgetting()).rejects.toThrow('unavailable');
    await database.query(`UPDATE message SET state = 'sent' WHERE template_id = 'data-erased'`);
    await runForgetting();
    expect(await tracesOf([NAME, phone, national, EMAIL])).toEqual([]);
    for (const ticket of [closed, open])
      expect(
        await database.query('SELECT tracking_number FROM ticket WHERE id = $1', [ticket.ticketId]),
      ).toHaveLength(1);
    expect(
      await database.query('SELECT 1 FROM case_follower WHERE ticket_id = $1', [followed.ticketId]),
    ).toHaveLength(1);
  });

  test('waits while a ticket is held, and goes on when it is released', async () => {
    const phone = newPhone();
    const ticket = await reported(phone, 'closed');
    await database.query(`INSERT INTO ticket_hold VALUES ($1, $2, '诉讼', now(), 'x')`, [
      ticket.jurisdictionCode,
      ticket.ticketId,
    ]);
    const contact = parseContact(phone);
    expect(await erasePerson(SYSTEM, { contact, locale: 'zh-CN' })).toEqual({ now: 0, later: 1 });
    expect(await night()).toBe(0);
    await database.query('DELETE FROM ticket_hold');
    expect(await night()).toBe(1);
  });

  test('is in the audit trail of each ticket and of the person, without either’s words; and is bounded', async () => {
    const phone = newPhone();
    const ticket = await reported(phone, 'withdrawn');
    const contact = parseContact(phone);
    await erasePerson(somebody(), { contact, locale: 'en' });
    const rows = await database.query<{ action: string; line: string }>(
      `SELECT action, a::text AS line FROM audit_event a WHERE subject_id = $1 AND action LIKE 'ticket.erase%'
       UNION ALL SELECT action, a::text FROM audit_event a WHERE action = 'person.erase'`,
      [ticket.ticketId],
    );
    expect(rows.map(({ action }) => action)).toContain('ticket.erase');
    for (const { line } of rows) expect(line).not.toContain(phone.slice(3));
    for (let time = 0; time < 4; time += 1) await erasePerson(somebody(), { contact, locale: 'en' });
    await expect(erasePerson(somebody(), { contact, locale: 'en' })).rejects.toThrow('rate_limited');
  });

  test('takes nothing from anybody else', async () => {
    const [mine, theirs] = [newPhone(), newPhone()];
    const other = await buildTicket({ status: 'closed', contact: { phone: theirs, name: '别人' } });
    await reported(mine, 'closed');
    await erasePerson(somebody(), { contact: parseContact(mine), locale: 'zh-CN' });
    expect(
      await database.query('SELECT 1 FROM reporter WHERE ticket_id = $1', [other.ticketId]),
    ).toHaveLength(1);
  });
});

describe('exporting a person', () => {
  test('gives everything that is held, and nothing of others', async () => {
    const phone = newPhone();
    const ticket = await reported(phone, 'handling');
    await buildTicket({ contact: { phone: newPhone(), name: '别人' } });
    await session(phone);
    const data = await exportPerson(somebody(), parseContact(phone));
    expect(data.contact).toEqual({ kind: 'phone', address: phone });
    expect(data.reports).toHaveLength(1);
    expect(data.reports[0]).toMatchObject({
      trackingNumber: ticket.trackingNumber,
      description: `我是${NAME}，电话 ${phone}`,
      name: NAME,
      email: EMAIL,
      answers: { note: `找${NAME}` },
      erasedWhenClosed: false,
    });
    expect(data.reports[0]!.timeline.map(({ text }) => text)).toContain(`${NAME}补充`);
    expect(data.reports[0]!.photoLinks[0]).toContain(`/api/v1/uploads/${ticket.photo}?`);
    expect(data.messages.map(({ to }) => to)).toEqual([phone, phone]);
    expect(data.messages[0]!.text).toContain('135790');
    expect([data.sessions.length, data.codes.length]).toEqual([1, 1]);
    expect(JSON.stringify(data)).not.toContain('别人');
    const [row] = await database.query<{ line: string }>(
      `SELECT a::text AS line FROM audit_event a WHERE action = 'person.export'`,
    );
    expect(row!.line).not.toContain(phone.slice(3));
  });

  test('is bounded per contact and day, but not for staff on the command line', async () => {
    const contact = parseContact(newPhone());
    for (let time = 0; time < 10; time += 1) await exportPerson(somebody(), contact);
    await expect(exportPerson(somebody(), contact)).rejects.toThrow('rate_limited');
    expect((await exportPerson(SYSTEM, contact)).reports).toEqual([]);
    await expect(
      exportPerson({ kind: 'desk', deskCode: 'x', jurisdictionCode: '230100' }, contact),
    ).rejects.toThrow('forbidden');
  });
});
