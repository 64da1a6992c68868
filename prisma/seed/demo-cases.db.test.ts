import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCases } from '@/lib/tickets/cases/list-cases';
import { seed } from '@/prisma/seed';
import { useDatabase } from '@/tests/setup/database';

const database = useDatabase({ demo: true });

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});

afterAll(() => client.end());

test('demonstration cases are made once, in all states, each marked as what it is', async () => {
  await seed(client, { demo: true, cases: true });
  await seed(client, { demo: true, cases: true });
  const { items, count, facets } = await listCases({ filters: {}, cursor: null }, 100);
  expect(count).toBe(40);
  expect(new Set(items.map(({ id }) => id)).size).toBe(40);
  for (const { description, result, state, submittedAt, closedAt } of items) {
    expect(description).toMatch(/^【演示数据】/);
    expect(result === null).toBe(state === 'open');
    if (closedAt) expect(closedAt > submittedAt && new Date(closedAt) <= new Date()).toBe(true);
  }
  expect(facets.state.map(({ value }) => value).sort()).toEqual(['closed', 'open']);
  expect(facets.overdue[0]!.count).toBeGreaterThan(3);
  expect((await listCases({ filters: { q: '演示' }, cursor: null }, 1)).count).toBe(40);
});

test('a database that leaves the sandbox shows them no more', async () => {
  await seed(client, { demo: false });
  expect((await listCases({ filters: {}, cursor: null }, 1)).count).toBe(0);
});

test('without the word for it none are made', async () => {
  await client.query('TRUNCATE public_case');
  await seed(client, { demo: true });
  expect((await listCases({ filters: {}, cursor: null }, 1)).count).toBe(0);
});
