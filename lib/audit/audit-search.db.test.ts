import { beforeEach, describe, expect, test } from 'vitest';
import { putAuditRow, type AuditRowParts } from '@/tests/factories/audit';
import { newId } from '@/lib/platform/ids';
import type { Role } from '@/lib/staff/roles';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { decodeAuditCursor, readAuditFilters, type AuditFilters } from './audit-filters';
import { exportAudit } from './export-audit';
import { readAuditRow } from './read-audit-row';
import { searchAudit } from './search-audit';

const database = useDatabase();
const HARBIN = '230100';
const DAQING = '230600';

/** Whole minutes on 20 November in China. */
const time = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 2, minutes));

const put = (row?: AuditRowParts) => putAuditRow(database, row);

const auditor = async (place = '000000', role: Role = 'audit-admin') =>
  (await signedIn([{ role, jurisdictionCode: place }])).actor;

const asked = (query: string): AuditFilters => {
  const { filters, wrong } = readAuditFilters(new URLSearchParams(query));
  expect(wrong).toEqual([]);
  return filters;
};

async function found(query: string, actor?: Awaited<ReturnType<typeof auditor>>) {
  const page = await searchAudit(actor ?? (await auditor()), {
    filters: asked(query),
    after: null,
    limit: 100,
  });
  return page.rows.map(({ id }) => id);
}

/** The auditors' own looks, as the trail keeps them. */
const looks = (accountId: string) =>
  database.query<{ action: string; place: string; subject: string; data: unknown }>(
    `SELECT action, jurisdiction_code AS place, subject_id AS subject, data FROM audit_event
     WHERE actor_id = $1 AND action LIKE 'audit.%' ORDER BY at, id`,
    [accountId],
  );

beforeEach(async () => {
  await database.query('TRUNCATE audit_event, audit_seal');
  await database.query('DELETE FROM rate_limit');
});

describe('an auditor sees', () => {
  test('of one prefecture its rows only, in the list, the count, the file and row by row', async () => {
    const here = await put();
    const there = await put({ place: DAQING });
    const provincial = await put({ place: '000000' });
    const local = await auditor(HARBIN);
    const page = await searchAudit(local, {
      filters: asked('action=submit-report'),
      after: null,
      limit: 100,
    });
    expect([page.rows.map(({ id }) => id), page.count]).toEqual([[here], 1]);
    expect(await found(`place=${DAQING}`, local)).toEqual([]);
    const { csv } = await exportAudit(local, { filters: {}, locale: 'en' });
    expect(csv).toContain(here);
    expect(csv).not.toContain(there);
    expect(csv).not.toContain(provincial);
    expect((await readAuditRow(local, `${HARBIN}-${here}`)).row.id).toBe(here);
    for (const reference of [`${DAQING}-${there}`, `000000-${provincial}`])
      await expect(readAuditRow(local, reference)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(readAuditRow(local, `${HARBIN}-${there}`)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readAuditRow(local, 'x')).rejects.toMatchObject({ code: 'not_found' });
    expect(await found('action=submit-report')).toEqual(expect.arrayContaining([here, there, provincial]));
  });

  test('nothing as another administrator, and the refusal is a row', async () => {
    for (const role of ['security-admin', 'system-admin'] as const) {
      const actor = await auditor('000000', role);
      for (const act of [
        () => searchAudit(actor, { filters: {}, after: null, limit: 10 }),
        () => exportAudit(actor, { filters: {}, locale: 'en' }),
        () => readAuditRow(actor, `${HARBIN}-${newId()}`),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'forbidden' });
      expect(await found(`who=${actor.accountId}&outcome=refused&action=audit.read`)).toHaveLength(3);
    }
  });
});

describe('filters', () => {
  test('by time, in China and with the last minute or day in it', async () => {
    const [first, second] = [await put({ at: time(0) }), await put({ at: time(1) })];
    const evening = await put({ at: new Date('2026-11-20T15:59:59.999Z') });
    const nextDay = await put({ at: new Date('2026-11-20T16:00:00Z') });
    const of = (query: string) => found(`${query}&action=submit-report`);
    expect(await of('from=2026-11-20+10:01&to=2026-11-20T10:01')).toEqual([second]);
    expect(await of('to=2026-11-20T10:00')).toEqual([first]);
    expect(await of('from=2026-11-20&to=2026-11-20')).toEqual([evening, second, first]);
    expect(await of('from=2026-11-21')).toEqual([nextDay]);
  });

  test('by who, what, how and where, alone and together', async () => {
    const staff = await signedIn([{ role: 'operator', jurisdictionCode: HARBIN }]);
    await database.query('TRUNCATE audit_event');
    await database.query(`UPDATE staff_account SET display_name = '赵小六' WHERE id = $1`, [staff.accountId]);
    const byStaff = await put({
      kind: 'staff',
      actor: staff.accountId,
      action: 'delivery.resend',
      request: 'r-1',
    });
    const refused = await put({
      at: time(1),
      kind: 'staff',
      actor: staff.accountId,
      action: 'accounts.read',
      outcome: 'refused',
    });
    const byDesk = await put({
      at: time(2),
      kind: 'desk',
      actor: 'harbin-city',
      action: 'ticket.signed',
      subject: 't-1',
    });
    const worker = await put({
      at: time(3),
      kind: 'system',
      actor: 'worker',
      action: 'ticket.archived',
      subject: 't-1',
    });
    const citizen = await put({ at: time(4), place: DAQING, subject: 't-2', request: 'r-1' });
    const actor = await auditor();
    const of = async (query: string) => (await found(`${query}&to=2026-11-20`, actor)).reverse();
    expect(await of(`who=${staff.login.toUpperCase()}`)).toEqual([byStaff, refused]);
    expect(await of(`who=${encodeURIComponent('小六')}`)).toEqual([byStaff, refused]);
    expect(await of('who=harbin-city')).toEqual([byDesk]);
    expect(await of('who=public')).toEqual([]);
    expect(await of('kind=public')).toEqual([citizen]);
    expect(await of('kind=system&who=worker')).toEqual([worker]);
    expect(await of('action=ticket.signed')).toEqual([byDesk]);
    expect(await of('action=@tickets')).toEqual([byDesk, worker, citizen]);
    expect(await of('outcome=refused')).toEqual([refused]);
    expect(await of('subjectKind=ticket&subject=t-1')).toEqual([byDesk, worker]);
    expect(await of('request=r-1')).toEqual([byStaff, citizen]);
    expect(await of(`place=${DAQING}`)).toEqual([citizen]);
    expect(await of(`who=${staff.login}&outcome=done&place=${HARBIN}`)).toEqual([byStaff]);
    const [row] = (
      await searchAudit(actor, { filters: asked('request=r-1'), after: null, limit: 9 })
    ).rows.slice(-1);
    expect(row).toMatchObject({ actorLogin: staff.login, position: null });
  });

  test('that are not valid are named, and nothing is searched by the rest', () => {
    const wrongOf = (query: string) => readAuditFilters(new URLSearchParams(query));
    expect(wrongOf('from=2026-13-40&outcome=maybe&kind=staff')).toEqual({
      filters: {},
      wrong: ['from', 'outcome'],
    });
    expect(wrongOf('place=23&action=@nothing&subjectKind=X&kind=me').wrong).toEqual([
      'place',
      'kind',
      'action',
      'subjectKind',
    ]);
    expect(wrongOf('from=2026-11-21&to=2026-11-20').wrong).toEqual(['to']);
    expect(wrongOf('from=&to=%20&who=')).toEqual({ filters: {}, wrong: [] });
  });
});

test('pages follow each other without gap or repeat while rows are added, also within one millisecond', async () => {
  const expected = new Set<string>();
  for (let index = 0; index < 25; index += 1) expected.add(await put({ at: time(Math.floor(index / 5)) }));
  const actor = await auditor();
  const filters = asked('action=submit-report');
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await searchAudit(actor, { filters, after: decodeAuditCursor(cursor), limit: 4 });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
    // Newer ones come on top, where this reader has been already.
    await put({ at: time(30 + seen.length) });
  } while (cursor !== null);
  expect(seen).toHaveLength(25);
  expect(new Set(seen)).toEqual(expected);
});

describe('looking is recorded', () => {
  test('once an hour for one search, whatever pages are turned, under the place of the role', async () => {
    const staff = await signedIn([{ role: 'operator', jurisdictionCode: HARBIN }]);
    const id = await put({ kind: 'staff', actor: staff.accountId });
    await put({ kind: 'staff', actor: staff.accountId });
    const actor = await auditor(HARBIN);
    const filters = asked(`who=${staff.login}`);
    const { next } = await searchAudit(actor, { filters, after: null, limit: 1 });
    await searchAudit(actor, { filters, after: decodeAuditCursor(next), limit: 1 });
    await searchAudit(actor, { filters: asked('outcome=refused'), after: null, limit: 1 });
    await readAuditRow(actor, `${HARBIN}-${id}`);
    await readAuditRow(actor, `${HARBIN}-${id}`);
    const rows = { place: HARBIN, subject: 'rows' };
    expect(await looks(actor.accountId)).toEqual([
      { ...rows, action: 'audit.search', data: { filters: { who: [staff.accountId] } } },
      { ...rows, action: 'audit.search', data: { filters: { outcome: 'refused' } } },
      { place: HARBIN, action: 'audit.open', subject: `${HARBIN}-${id}`, data: {} },
    ]);
    await database.query(`UPDATE audit_event SET at = at - interval '61 minutes'`);
    await searchAudit(actor, { filters, after: null, limit: 1 });
    expect(await looks(actor.accountId)).toHaveLength(4);
  });

  test('without what was typed and found nothing', async () => {
    const actor = await auditor();
    for (const field of ['who', 'subject', 'request', 'action']) await found(`${field}=13800138000`, actor);
    expect((await looks(actor.accountId)).map(({ data }) => data)).toEqual([
      { filters: { who: [] } },
      { filters: { subject: '?' } },
      { filters: { request: '?' } },
      { filters: { action: '?' } },
    ]);
  });

  test('every export is, with its filters and how many rows it took', async () => {
    await put();
    await put();
    const actor = await auditor();
    const input = { filters: asked('action=submit-report'), locale: 'en' } as const;
    expect(await exportAudit(actor, input)).toMatchObject({ rows: 2, cut: false });
    await exportAudit(actor, input);
    const kept = { action: 'audit.export', place: '000000', subject: 'rows' };
    const data = { filters: { action: 'submit-report' }, rows: 2, cut: false };
    expect(await looks(actor.accountId)).toEqual([
      { ...kept, data },
      { ...kept, data },
    ]);
  });
});
