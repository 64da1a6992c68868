import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { resetLimiters } from '@/lib/platform/rate-limit';
import { buildCase, changeTicket, type BuiltCase } from '@/tests/factories/case';
import { buildDesk } from '@/tests/factories/desk';
import { follow, followerProofOf, somebody } from '@/tests/factories/follower';
import { newForm } from '@/tests/factories/reporter';
import { useDatabase } from '@/tests/setup/database';
import { findCase } from './find-case';
import { followCase } from './follow-case';
import { followingOf } from './followed-cases';
import { FollowerProof, followerQuery } from './follower-proof';
import { projectCase } from './project-case';
import { unfollowCase } from './unfollow-case';

const database = useDatabase();

beforeAll(() => buildDesk());
beforeEach(async () => {
  await database.query('TRUNCATE graphile_worker._private_jobs, rate_limit');
  resetLimiters();
});

const countOf = async (item: BuiltCase) => (await findCase(item.caseId)).followers;

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
    expect(await followingOf(followerProofOf(key), item.caseId)).toBe('counted');
    expect(await followingOf(followerProofOf(key), (await buildCase()).caseId)).toBeNull();
    for (let count = 0; count < 2; count += 1) await unfollowCase(somebody(), followerProofOf(key));
    expect(await followingOf(followerProofOf(key), item.caseId)).toBeNull();
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
