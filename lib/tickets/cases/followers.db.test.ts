import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMessage, STORED_COLUMNS, type StoredMessage } from '@/lib/notify/claim-message';
import { sendOneTimeCode } from '@/lib/notify/send-one-time-code';
import { requestCode } from '@/lib/people/request-code';
import { signIn } from '@/lib/people/sign-in';
import { parseContact } from '@/lib/people/parse-contact';
import { transaction } from '@/lib/platform/db';
import { resetLimiters } from '@/lib/platform/rate-limit';
import { buildCase, changeTicket, type BuiltCase } from '@/tests/factories/case';
import { buildDesk } from '@/tests/factories/desk';
import { newPhone } from '@/tests/factories/message';
import { at, newForm } from '@/tests/factories/reporter';
import { useDatabase } from '@/tests/setup/database';
import { JOB_CATALOGUE, type JobPayload } from '@/lib/worker/catalogue';
import { confirmFollower } from './confirm-follower';
import { findCase } from './find-case';
import { followCase } from './follow-case';
import { casesFollowedBy, followingOf } from './followed-cases';
import { FollowerProof, followerQuery, type FollowerKey } from './follower-proof';
import { projectCase } from './project-case';
import { purgeFollowers } from './purge-followers';
import { tellFollowers } from './tell-followers';
import { unfollowCase } from './unfollow-case';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
const DAY = 86_400_000;
let person = 0;
/** Somebody at an address of their own. */
const somebody = () => ({ kind: 'public' as const, address: `203.0.113.${++person % 250}` });

beforeAll(() => buildDesk());
beforeEach(async () => {
  await database.query('TRUNCATE graphile_worker._private_jobs');
  await database.query('TRUNCATE rate_limit');
  resetLimiters();
});

const proofOf = (key: FollowerKey) => {
  const { f, t } = followerQuery(key);
  return FollowerProof.byLink(f, t);
};
const follow = (item: BuiltCase, browser = newForm()) =>
  followCase(somebody(), { caseId: item.caseId, browser, locale: 'zh-CN' });
const countOf = async (item: BuiltCase) => (await findCase(item.caseId)).followers;

/** What was told about a ticket or code, opened. */
async function messagesOf(id: string) {
  const rows = await database.query<StoredMessage & { jurisdiction_code: string }>(
    `SELECT jurisdiction_code, ${STORED_COLUMNS} FROM message WHERE ticket_id = $1 ORDER BY created_at, id`,
    [id],
  );
  return rows.map((row) => ({
    templateId: row.template_id,
    ...openMessage({ jurisdictionCode: row.jurisdiction_code, messageId: row.id }, row)!,
  }));
}

/** A follower asks for a code as the page does; the six digits as they arrived. */
async function askCode(contact: string): Promise<{ codeId: string; code: string }> {
  const codeId = await requestCode(somebody(), {
    contact,
    locale: 'zh-CN',
    purpose: 'follow',
    path: '/x?f=1',
  });
  await sendOneTimeCode(codeId);
  return { codeId, code: (await messagesOf(codeId))[0]!.variables.code! };
}

async function confirmed(item: BuiltCase, contact = newPhone()): Promise<FollowerKey & { contact: string }> {
  const { key } = await follow(item);
  await confirmFollower(somebody(), proofOf(key), { ...(await askCode(contact)), locale: 'zh-CN' });
  return { ...key, contact };
}

/** Runs the jobs that wait for telling followers, each twice, as a worker may after a crash. */
async function runNews(): Promise<number> {
  const jobs = await database.query<{ payload: JobPayload<'tell-followers'> }>(
    `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'tell-followers' ORDER BY j.id`,
  );
  for (const { payload } of jobs) {
    const news = JOB_CATALOGUE['tell-followers'].parse(payload);
    await Promise.all([tellFollowers(news), tellFollowers(news)]);
  }
  await database.query('TRUNCATE graphile_worker._private_jobs');
  return jobs.length;
}

describe('following', () => {
  test('counts two people once each, though both press twice at the same time', async () => {
    const item = await buildCase();
    const [first, second] = [newForm(), newForm()];
    const all = await Promise.all([first, second, first, second].map((browser) => follow(item, browser)));
    expect(all.filter(({ counted }) => counted)).toHaveLength(2);
    expect(new Set(all.map(({ key }) => key.followerId)).size).toBe(2);
    expect(await countOf(item)).toBe(2);
    const audits = await database.query(
      `SELECT action, data FROM audit_event WHERE subject_id = $1 AND action = 'case.follow'`,
      [item.ticketId],
    );
    expect(audits).toHaveLength(2);
  });

  test('counts an address once when no browser is known, and what is no browser id counts as none', async () => {
    const item = await buildCase();
    const actor = somebody();
    for (const browser of [undefined, 'x', "' OR 1=1"])
      await followCase(actor, { caseId: item.caseId, browser, locale: 'en' });
    expect(await countOf(item)).toBe(1);
  });

  test('leaves nothing that links one person’s cases', async () => {
    const browser = newForm();
    for (const item of [await buildCase(), await buildCase()]) await follow(item, browser);
    const rows = await database.query<{ person_hash: Buffer }>(
      'SELECT person_hash FROM case_follower ORDER BY created_at DESC, id DESC LIMIT 2',
    );
    expect(rows[0]!.person_hash.equals(rows[1]!.person_hash)).toBe(false);
  });

  test('is refused for a case that is closed, hidden or none', async () => {
    const item = await buildCase();
    await changeTicket(item, 'closed');
    await expect(follow(item)).rejects.toMatchObject({ code: 'case_closed', status: 409 });
    expect(await countOf(item)).toBe(0);
    await expect(follow({ ...item, caseId: '0123456789bcdf' })).rejects.toMatchObject({
      code: 'no_such_page',
    });
    const withdrawn = await buildCase();
    await changeTicket(withdrawn, 'withdrawn');
    await expect(follow(withdrawn)).rejects.toMatchObject({ code: 'no_such_page' });
  });

  test('is limited for one address at one case', async () => {
    const item = await buildCase();
    const actor = { kind: 'public', address: '192.0.2.1' } as const;
    const press = () => followCase(actor, { caseId: item.caseId, browser: newForm(), locale: 'en' });
    for (let count = 0; count < 20; count += 1) await press();
    await expect(press()).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await countOf(item)).toBe(20);
  });

  test('keeps its count when the case is made anew, and while the ticket moves', async () => {
    const item = await buildCase();
    await follow(item);
    await follow(item);
    await changeTicket(item, 'handling');
    expect(await countOf(item)).toBe(2);
    await database.query('DELETE FROM public_case WHERE ticket_id = $1', [item.ticketId]);
    await transaction((tx) => projectCase(tx, item));
    expect(await countOf(item)).toBe(2);
    await transaction((tx) => projectCase(tx, item));
    expect(await countOf(item)).toBe(2);
  });

  test('ends once, by its own link only', async () => {
    const item = await buildCase();
    const { key } = await follow(item);
    await follow(item);
    expect(await followingOf(proofOf(key), item.caseId)).toBe('counted');
    expect(await followingOf(proofOf(key), (await buildCase()).caseId)).toBeNull();
    for (let count = 0; count < 2; count += 1) await unfollowCase(somebody(), proofOf(key));
    expect(await followingOf(proofOf(key), item.caseId)).toBeNull();
    expect(await countOf(item)).toBe(1);
    const { f, t } = followerQuery(key);
    for (const [wrongF, wrongT] of [
      [f, 'A'.repeat(22)],
      [`${f}0`, t],
      [undefined, t],
    ])
      expect(() => FollowerProof.byLink(wrongF, wrongT)).toThrow('no_such_page');
  });
});

describe('being told', () => {
  test('needs a proven contact; then each change is told once', async () => {
    const item = await buildCase();
    const told = await confirmed(item);
    const unproven = newPhone();
    await follow(item);
    await askCode(unproven);
    const mail = await confirmed(item, 'Zhao@Example.cn');
    expect(await countOf(item)).toBe(3);

    await changeTicket(item, 'handled');
    expect(await runNews()).toBe(1);
    await changeTicket(item, 'checked');
    expect(await runNews()).toBe(1);
    await changeTicket(item, 'reopened');
    expect(await runNews()).toBe(1);

    const messages = await messagesOf(item.ticketId);
    const to = (address: string) =>
      messages.filter((message) => message.to === address).map(({ templateId }) => templateId);
    expect(to(told.contact).sort()).toEqual(['case-closed', 'case-handled', 'case-reopened']);
    expect(to('zhao@example.cn').sort()).toEqual(['case-closed', 'case-handled', 'case-reopened']);
    expect(messages).toHaveLength(6);
    const stored = JSON.stringify(messages);
    expect(stored).not.toContain(item.trackingNumber);
    expect(messages[0]!.variables.unfollowUrl).toContain(`/cases/${item.caseId}/following?f=230100.`);
    expect(mail.followerId).not.toBe(told.followerId);
  });

  test('says nothing to anybody of a case that nobody follows by a contact', async () => {
    const item = await buildCase();
    await follow(item);
    await changeTicket(item, 'closed');
    expect(await runNews()).toBe(0);
  });

  test('ends with following, and a withdrawn report is told to who met the same', async () => {
    const item = await buildCase();
    const [leaving, staying] = [await confirmed(item), await confirmed(item)];
    await unfollowCase(somebody(), proofOf(leaving));
    await changeTicket(item, 'withdrawn');
    await runNews();
    const messages = await messagesOf(item.ticketId);
    expect(messages.map(({ to, templateId }) => [to, templateId])).toEqual([[staying.contact, 'case-ended']]);
    expect(messages[0]!.variables.trackUrl).toMatch(/\/report$/);
  });

  test('a change before the contact was proven is not told afterwards', async () => {
    const item = await buildCase();
    await confirmed(item);
    await changeTicket(item, 'handled');
    const late = await confirmed(item);
    await runNews();
    expect((await messagesOf(item.ticketId)).map(({ to }) => to)).not.toContain(late.contact);
  });

  test('a contact that does not open keeps the news from nobody else', async () => {
    const item = await buildCase();
    const broken = await confirmed(item);
    const good = await confirmed(item);
    await database.query(`UPDATE case_follower SET contact_key_id = 'gone' WHERE id = $1`, [
      broken.followerId,
    ]);
    await changeTicket(item, 'closed');
    await runNews();
    expect((await messagesOf(item.ticketId)).map(({ to }) => to)).toEqual([good.contact]);
  });
});

describe('a follower’s contact', () => {
  test('is stored nowhere readable, and nowhere at all before it is proven', async () => {
    const item = await buildCase();
    const phone = newPhone();
    const { key } = await follow(item);
    const { codeId, code } = await askCode(phone);
    const wrong = code === '000000' ? '000001' : '000000';
    await expect(
      confirmFollower(somebody(), proofOf(key), { codeId, code: wrong, locale: 'en' }),
    ).rejects.toMatchObject({ code: 'code_wrong' });
    const row = async () =>
      (await database.query('SELECT * FROM case_follower WHERE id = $1', [key.followerId]))[0];
    expect(await row()).toMatchObject({ contact_index: null, contact_cipher: null, confirmed_at: null });
    await confirmFollower(somebody(), proofOf(key), { codeId, code, locale: 'en' });
    const stored = await row();
    expect(stored).toMatchObject({ contact_kind: 'phone', locale: 'en' });
    expect(Buffer.from(JSON.stringify(stored)).includes(phone.slice(3))).toBe(false);
  });

  test('proven in a second browser is one person', async () => {
    const item = await buildCase();
    const phone = newPhone();
    await confirmed(item, phone);
    await confirmed(item, phone);
    expect(await countOf(item)).toBe(1);
    await changeTicket(item, 'closed');
    await runNews();
    expect((await messagesOf(item.ticketId)).filter(({ to }) => to === phone)).toHaveLength(1);
  });

  test('two browsers that prove it at once are one person', async () => {
    const item = await buildCase();
    const phone = newPhone();
    const proven = await Promise.all(
      [0, 1].map(async () => {
        const { key } = await follow(item);
        return { key, ...(await askCode(phone)) };
      }),
    );
    await Promise.all(
      proven.map(({ key, codeId, code }) =>
        confirmFollower(somebody(), proofOf(key), { codeId, code, locale: 'zh-CN' }),
      ),
    );
    expect(await countOf(item)).toBe(1);
  });

  test('a code for following opens no reports, and one for signing in confirms no follower', async () => {
    const item = await buildCase({ contact: { phone: '+8613904517001' } });
    const { key } = await follow(item);
    const asked = await askCode('13904517001');
    await expect(signIn(somebody(), asked)).rejects.toMatchObject({ code: 'code_wrong' });
    const codeId = await requestCode(somebody(), { contact: '13904517001', locale: 'zh-CN' });
    await sendOneTimeCode(codeId);
    const [message] = await messagesOf(codeId);
    expect(message?.templateId).toBe('my-code');
    await expect(
      confirmFollower(somebody(), proofOf(key), { codeId, code: message!.variables.code, locale: 'en' }),
    ).rejects.toMatchObject({ code: 'code_wrong' });
    await confirmFollower(somebody(), proofOf(key), { ...asked, locale: 'en' });
  });

  test('opens the list of what it follows, where each can be ended', async () => {
    const phone = newPhone();
    const [open, gone] = [await buildCase(), await buildCase()];
    const key = await confirmed(open, phone);
    await confirmed(gone, phone);
    await changeTicket(gone, 'transferred_110');
    const codeId = await requestCode(somebody(), { contact: phone, locale: 'zh-CN' });
    await sendOneTimeCode(codeId);
    expect(await messagesOf(codeId)).toHaveLength(1);
    const list = await casesFollowedBy(parseContact(phone));
    expect(list.map(({ caseId, statusText }) => [caseId, statusText?.['zh-CN'] ?? null]).sort()).toEqual(
      [
        [open.caseId, '已派给承办单位'],
        [gone.caseId, null],
      ].sort(),
    );
    await unfollowCase(somebody(), proofOf(key));
    expect((await casesFollowedBy(parseContact(phone))).map(({ caseId }) => caseId)).toEqual([gone.caseId]);
  });

  test('is forgotten 30 days after the case has ended; the number of people stays', async () => {
    const now = new Date();
    const [open, closed, withdrawn] = [await buildCase(), await buildCase(), await buildCase()];
    for (const item of [open, closed, withdrawn]) await confirmed(item);
    await changeTicket(closed, 'closed', now);
    await changeTicket(withdrawn, 'withdrawn', now);
    const purgeAt = (days: number) => purgeFollowers(SYSTEM, at(new Date(now.getTime() + days * DAY)));
    const kept = async (item: BuiltCase) =>
      database.query(
        'SELECT 1 FROM case_follower WHERE ticket_id = $1 AND (contact_cipher IS NOT NULL OR person_hash IS NOT NULL)',
        [item.ticketId],
      );
    await purgeAt(29);
    expect(await kept(closed)).toHaveLength(1);
    await purgeAt(31);
    expect([await kept(open), await kept(closed), await kept(withdrawn)].map(({ length }) => length)).toEqual(
      [1, 0, 0],
    );
    await database.query('DELETE FROM public_case WHERE ticket_id = $1', [closed.ticketId]);
    await transaction((tx) => projectCase(tx, closed));
    expect(await countOf(closed)).toBe(1);
  });
});
