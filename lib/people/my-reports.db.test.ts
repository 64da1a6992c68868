import { describe, expect, test } from 'vitest';
import { sendOneTimeCode } from '@/lib/notify/send-one-time-code';
import { openMessage, STORED_COLUMNS, type StoredMessage } from '@/lib/notify/claim-message';
import { ticketsOfContact } from '@/lib/tickets/my-tickets';
import { at } from '@/tests/factories/reporter';
import { newPhone } from '@/tests/factories/message';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { transaction } from '@/lib/platform/db';
import { sessionOf } from './citizen-session';
import { reporterIs } from './contact-store';
import { purgeSignIns } from './purge-sign-ins';
import { requestCode } from './request-code';
import { signIn } from './sign-in';
import { signOut } from './sign-out';

const database = useDatabase();
let person = 0;
/** Somebody at an address of their own. */
const somebody = () => ({ kind: 'public' as const, address: `198.51.100.${++person}` });

async function ask(contact: string, now = new Date()): Promise<string> {
  const codeId = await requestCode(somebody(), { contact, locale: 'zh-CN' }, at(now));
  await sendOneTimeCode(codeId, at(now));
  return codeId;
}

const messagesOf = (codeId: string) =>
  database.query<StoredMessage & { jurisdiction_code: string }>(
    `SELECT jurisdiction_code, ${STORED_COLUMNS} FROM message WHERE ticket_id = $1`,
    [codeId],
  );

/** The six digits as they reached the person. */
async function told(codeId: string): Promise<string> {
  const [row] = await messagesOf(codeId);
  const message = openMessage({ jurisdictionCode: row!.jurisdiction_code, messageId: row!.id }, row!);
  return message!.variables.code!;
}

const otherThan = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a one-time code', () => {
  test('opens every report of a phone number, in all prefectures, and nobody else’s', async () => {
    const phone = newPhone();
    const mine = [
      await buildTicket({ contact: { phone } }),
      await buildTicket({ jurisdictionCode: '230200', deskCode: null, contact: { phone, name: '张三' } }),
    ];
    await buildTicket({ contact: { phone: newPhone() } });
    const codeId = await ask(` ${phone.slice(3, 6)}-${phone.slice(6)} `);
    const code = await told(codeId);
    const cookie = await signIn(somebody(), { codeId, code: `${code.slice(0, 3)} ${code.slice(3)}` });
    const contact = await sessionOf(cookie, new Date());
    const list = await ticketsOfContact(contact!);
    expect(list.map((ticket) => ticket.trackingNumber).sort()).toEqual(
      mine.map((ticket) => ticket.trackingNumber).sort(),
    );
  });

  test('goes to an e-mail address in whatever case it is typed', async () => {
    await buildTicket({ contact: { email: 'ouyang@example.cn' } });
    const codeId = await ask('OuYang@Example.CN');
    expect((await messagesOf(codeId))[0]).toMatchObject({ channel: 'email', template_id: 'my-code' });
    expect(await told(codeId)).toMatch(/^\d{6}$/);
  });

  test('is sent to nobody whose contact is unknown, and the asker cannot tell', async () => {
    const known = newPhone();
    await buildTicket({ contact: { phone: known } });
    const ids = [await ask(known), await ask(newPhone())];
    expect((await messagesOf(ids[0]!)).length).toBe(1);
    expect((await messagesOf(ids[1]!)).length).toBe(0);
    const rows = await database.query<Record<string, unknown>>(
      `SELECT contact_kind, tries, used_at, octet_length(code_hash) AS hash, octet_length(content_cipher) AS cipher
       FROM one_time_code WHERE id = ANY($1)`,
      [ids],
    );
    expect(rows[0]).toEqual(rows[1]);
    const refusals = [];
    for (const codeId of ids)
      refusals.push(await signIn(somebody(), { codeId, code: '12345x' }).catch((error: unknown) => error));
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject({ code: 'code_wrong' });
  });

  test('is told once, however often its job runs', async () => {
    const phone = newPhone();
    await buildTicket({ contact: { phone } });
    const codeId = await ask(phone);
    await sendOneTimeCode(codeId);
    expect(await messagesOf(codeId)).toHaveLength(1);
  });

  test('bears five tries, also when they come at once', async () => {
    const phone = newPhone();
    await buildTicket({ contact: { phone } });
    const codeId = await ask(phone);
    const code = await told(codeId);
    const wrong = otherThan(code);
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, () => signIn(somebody(), { codeId, code: wrong })),
    );
    expect(tries.every(({ status }) => status === 'rejected')).toBe(true);
    const [row] = await database.query<{ tries: number }>('SELECT tries FROM one_time_code WHERE id = $1', [
      codeId,
    ]);
    expect(row?.tries).toBe(5);
    await expect(signIn(somebody(), { codeId, code })).rejects.toThrow('code_wrong');
  });

  test('works on the fifth try, once, and not after ten minutes', async () => {
    const phone = newPhone();
    await buildTicket({ contact: { phone } });
    const codeId = await ask(phone);
    const code = await told(codeId);
    for (let count = 0; count < 4; count += 1)
      await expect(signIn(somebody(), { codeId, code: otherThan(code) })).rejects.toThrow('code_wrong');
    await signIn(somebody(), { codeId, code });
    await expect(signIn(somebody(), { codeId, code })).rejects.toThrow('code_wrong');
    const asked = new Date();
    const late = await ask(phone, asked);
    const over = at(new Date(asked.getTime() + 600_000));
    await expect(signIn(somebody(), { codeId: late, code: await told(late) }, over)).rejects.toThrow(
      'code_wrong',
    );
  });

  test('opens nothing under the id of another code', async () => {
    const [mine, theirs] = [newPhone(), newPhone()];
    await buildTicket({ contact: { phone: mine } });
    await buildTicket({ contact: { phone: theirs } });
    const [own, other] = [await ask(mine), await ask(theirs)];
    const [code, otherCode] = [await told(own), await told(other)];
    if (code !== otherCode)
      await expect(signIn(somebody(), { codeId: other, code })).rejects.toThrow('code_wrong');
    for (const codeId of ['', 'x', null, '00000000-0000-0000-0000-000000000000'])
      await expect(signIn(somebody(), { codeId, code })).rejects.toThrow('code_wrong');
  });

  test('lies hashed and sealed, and is removed a day after its end', async () => {
    const phone = newPhone();
    await buildTicket({ contact: { phone } });
    const codeId = await ask(phone);
    const code = await told(codeId);
    const [row] = await database.query<{ content_cipher: Buffer; code_hash: Buffer }>(
      'SELECT content_cipher, code_hash FROM one_time_code WHERE id = $1',
      [codeId],
    );
    for (const plain of [code, phone]) expect(row!.content_cipher.includes(plain)).toBe(false);
    await database.query(`UPDATE one_time_code SET expires_at = now() - interval '25 hours' WHERE id = $1`, [
      codeId,
    ]);
    expect(await purgeSignIns({ kind: 'system', name: 'test' })).toBeGreaterThan(0);
    await expect(purgeSignIns(somebody())).rejects.toThrow('forbidden');
  });
});

test('a contact is looked up by the whole of an index in each prefecture, not by reading every report', async () => {
  const plan = await transaction(async (tx) => {
    // As many reports as make a difference: with a handful the planner takes whatever comes.
    await tx.query(
      `INSERT INTO reporter (jurisdiction_code, ticket_id, contact_cipher, contact_key_id, phone_index, retention_class)
       SELECT code, gen_random_uuid(), '', 'filler', sha256((code || i)::bytea), 'reporter-contact'
       FROM division, generate_series(1, 1000) AS i WHERE level = 'prefecture'`,
    );
    await tx.query('ANALYZE reporter');
    await tx.query('ANALYZE division');
    const text = `EXPLAIN SELECT 1 FROM reporter r WHERE ${reporterIs('phone')} LIMIT 1`;
    const { rows } = await tx.query<{ 'QUERY PLAN': string }>(text, [Buffer.alloc(16)]);
    await tx.query(`DELETE FROM reporter WHERE contact_key_id = 'filler'`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(/Index Cond: \(\(jurisdiction_code = .+ AND \(phone_index = /);
});

describe('limits', () => {
  test('a contact is sent five codes a day, wherever they are asked for', async () => {
    const phone = newPhone();
    for (let count = 0; count < 5; count += 1) await ask(phone);
    await expect(ask(phone)).rejects.toMatchObject({ code: 'rate_limited' });
    // The same for a contact that nobody knows: the refusal says nothing either.
    const email = 'nobody@example.cn';
    for (let count = 0; count < 5; count += 1) await ask(email);
    await expect(ask(email)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  test.each(['', '123', 'a@b', '12319', 'x'.repeat(300)])(
    'no code for %j, which is no contact',
    async (contact) => {
      await expect(requestCode(somebody(), { contact, locale: 'en' })).rejects.toMatchObject({
        code: 'invalid_input',
        options: { fields: [{ field: 'contact' }] },
      });
    },
  );
});

describe('a session', () => {
  async function signedIn(): Promise<string> {
    const phone = newPhone();
    await buildTicket({ contact: { phone } });
    const codeId = await ask(phone);
    return signIn(somebody(), { codeId, code: await told(codeId) });
  }

  test('ends after 30 minutes without use, and after 12 hours of use', async () => {
    const cookie = await signedIn();
    const begun = Date.now();
    const after = (minutes: number) => sessionOf(cookie, new Date(begun + minutes * 60_000));
    for (let minutes = 25; minutes < 720; minutes += 25) expect(await after(minutes)).toBeDefined();
    expect(await after(721)).toBeUndefined();
    const idle = await signedIn();
    expect(await sessionOf(idle, new Date(Date.now() + 31 * 60_000))).toBeUndefined();
  });

  test('ends at once when its owner leaves, and cannot be forged', async () => {
    const cookie = await signedIn();
    const [id = '', signature = ''] = cookie.split('.');
    for (const forged of [id, `${id}.`, `${id}.${'A'.repeat(22)}`, `${'A'.repeat(43)}.${signature}`, ''])
      expect(await sessionOf(forged, new Date())).toBeUndefined();
    expect(await sessionOf(cookie, new Date())).toBeDefined();
    await signOut(somebody(), cookie);
    expect(await sessionOf(cookie, new Date())).toBeUndefined();
  });

  test('is known to the server by a hash only', async () => {
    const cookie = await signedIn();
    const [id = ''] = cookie.split('.');
    const rows = await database.query<{ id_hash: Buffer }>('SELECT id_hash FROM citizen_session');
    expect(rows.some(({ id_hash }) => id_hash.equals(Buffer.from(id, 'base64url')))).toBe(false);
  });
});
