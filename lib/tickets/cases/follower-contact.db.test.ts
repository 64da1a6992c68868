import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { purgeAllDue } from '@/lib/platform/retention';
import { resetLimiters } from '@/lib/platform/rate-limit';
import { parseContact } from '@/lib/people/parse-contact';
import { requestCode } from '@/lib/people/request-code';
import { sendOneTimeCode } from '@/lib/notify/send-one-time-code';
import { signIn } from '@/lib/people/sign-in';
import { JOB_CATALOGUE, type JobPayload } from '@/lib/worker/catalogue';
import { buildCase, changeTicket, type BuiltCase } from '@/tests/factories/case';
import { buildDesk } from '@/tests/factories/desk';
import {
  askCode,
  confirmed,
  follow,
  followerProofOf,
  messagesOf,
  somebody,
} from '@/tests/factories/follower';
import { newPhone } from '@/tests/factories/message';
import { at } from '@/tests/factories/reporter';
import { useDatabase } from '@/tests/setup/database';
import { confirmFollower } from './confirm-follower';
import { findCase } from './find-case';
import { casesFollowedBy } from './followed-cases';
import { projectCase } from './project-case';
import { CASE_RULES } from './case-retention';
import { tellFollowers } from './tell-followers';
import { unfollowCase } from './unfollow-case';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
const DAY = 86_400_000;

beforeAll(() => buildDesk());
beforeEach(async () => {
  await database.query('TRUNCATE graphile_worker._private_jobs, rate_limit');
  resetLimiters();
});

const countOf = async (item: BuiltCase) => (await findCase(item.caseId)).followers;

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
    await unfollowCase(somebody(), followerProofOf(leaving));
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
      confirmFollower(somebody(), followerProofOf(key), { codeId, code: wrong, locale: 'en' }),
    ).rejects.toMatchObject({ code: 'code_wrong' });
    const row = async () =>
      (await database.query('SELECT * FROM case_follower WHERE id = $1', [key.followerId]))[0];
    expect(await row()).toMatchObject({ contact_index: null, contact_cipher: null, confirmed_at: null });
    await confirmFollower(somebody(), followerProofOf(key), { codeId, code, locale: 'en' });
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
        confirmFollower(somebody(), followerProofOf(key), { codeId, code, locale: 'zh-CN' }),
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
      confirmFollower(somebody(), followerProofOf(key), {
        codeId,
        code: message!.variables.code,
        locale: 'en',
      }),
    ).rejects.toMatchObject({ code: 'code_wrong' });
    await confirmFollower(somebody(), followerProofOf(key), { ...asked, locale: 'en' });
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
    await unfollowCase(somebody(), followerProofOf(key));
    expect((await casesFollowedBy(parseContact(phone))).map(({ caseId }) => caseId)).toEqual([gone.caseId]);
  });

  test('is forgotten 30 days after the case has ended; the number of people stays', async () => {
    const now = new Date();
    const [open, closed, withdrawn] = [await buildCase(), await buildCase(), await buildCase()];
    for (const item of [open, closed, withdrawn]) await confirmed(item);
    await changeTicket(closed, 'closed', now);
    await changeTicket(withdrawn, 'withdrawn', now);
    const purgeAt = (days: number) =>
      purgeAllDue(SYSTEM, CASE_RULES, at(new Date(now.getTime() + days * DAY)));
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
