import { beforeAll, expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { useDatabase } from '@/tests/setup/database';
import { auditConditions } from './audit-conditions';
import { readAuditFilters } from './audit-filters';
import { pageStatement } from './audit-rows';

const database = useDatabase();
const ROWS = 200_000;
const SOMEBODY = '01900000-0000-7000-8000-000000000077';

/** A trail as months make it: mostly the public's and the desks', some staff, few refusals. */
beforeAll(async () => {
  await database.query(
    `INSERT INTO audit_event
     SELECT (ARRAY['230100','230200','230600','231000'])[1 + n % 4], gen_random_uuid(),
       timestamptz '2026-01-01' + n * interval '90 seconds', kind, actor, action,
       CASE WHEN n % 500 = 0 THEN 'refused' ELSE 'done' END, 'ticket', md5((n / 8)::text)::uuid::text,
       CASE WHEN n % 3 = 0 THEN NULL ELSE md5((n / 2)::text) END, '{}'
     FROM generate_series(1, $1::int) n, LATERAL (SELECT * FROM (VALUES
       (0, 'public', 'public', 'submit-report'), (1, 'desk', 'harbin-city', 'ticket.signed'),
       (2, 'system', 'worker', 'delivery.sent'), (3, 'desk', 'harbin-city', 'ticket.closed'),
       (4, 'public', 'public', 'upload.store')) v(slot, kind, actor, action)
       WHERE slot = n % 5 AND n % 100 <> 99
       UNION ALL SELECT 9, 'staff', CASE WHEN n % 1000 = 99 THEN $2 ELSE md5((n % 97)::text)::uuid::text END, 'ticket.returned'
       WHERE n % 100 = 99) act`,
    [ROWS, SOMEBODY],
  );
  await database.query('ANALYZE audit_event');
});

/** A node of EXPLAIN (ANALYZE, FORMAT JSON). */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
const readsTrail = (node: PlanNode) =>
  `${node['Relation Name']} ${node['Index Name']}`.includes('audit_event');
const rowsRead = (node: PlanNode) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];

/** What a statement reads of the trail: how, and how many rows in all. */
async function reads(text: string, values: readonly unknown[]) {
  const plan = await transaction(async (tx) => {
    await tx.query(`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`);
    const { rows } = await tx.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    return rows[0]!['QUERY PLAN'][0].Plan;
  });
  const scans = nodesOf(plan).filter(readsTrail);
  expect(scans.length).toBeGreaterThan(0);
  return {
    ways: scans.map((node) => node['Node Type']),
    rows: scans.map(rowsRead).reduce((sum, rows) => sum + rows, 0),
  };
}

/** Of 200,000. Filters without an index of their own stand beside one that has, or are met by every few rows. */
const FEW = 2_000;

const after = { at: new Date('2026-05-01T00:00:00Z'), id: SOMEBODY };

test.each([
  ['', null],
  ['', ['230200']],
  ['from=2026-03-01&to=2026-03-02', null],
  ['from=2026-03-01&to=2026-03-02', ['230200']],
  ['who=somebody', null],
  ['who=somebody', ['230200']],
  ['kind=staff&who=somebody&outcome=refused', null],
  ['action=ticket.returned', null],
  ['action=accounts.lock', null],
  ['action=@tickets', null],
  ['outcome=refused', null],
  ['outcome=refused&place=230200', null],
  ['subjectKind=ticket&subject=c81e728d-9d4c-2f63-6f06-7f89cc14862c', null],
  ['request=c81e728d9d4c2f636f067f89cc14862c', null],
  ['kind=desk', null],
  ['kind=public', ['230200']],
] as const)('of 200,000 rows "%s" in %s reads few by an index', async (query, places) => {
  const { filters } = readAuditFilters(new URLSearchParams(query));
  for (const position of [null, after]) {
    const actorIds = filters.who ? [SOMEBODY] : null;
    const { where, values } = auditConditions(filters, { places, actorIds, after: position });
    const { ways, rows } = await reads(pageStatement(where, 51), values);
    expect(ways).not.toContain('Seq Scan');
    expect(rows).toBeLessThan(FEW);
  }
});

test('who has looked within the hour is found by an index too', async () => {
  const { ways, rows } = await reads(
    `SELECT 1 FROM audit_event WHERE actor_kind = 'staff' AND actor_id = $1
       AND at > now() - interval '1 hour' AND action = 'audit.search' LIMIT 1`,
    [SOMEBODY],
  );
  expect(ways).not.toContain('Seq Scan');
  expect(rows).toBeLessThan(FEW);
});
