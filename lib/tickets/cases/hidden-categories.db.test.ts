import { expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { changeStatus } from '../change-status';
import { caseIdOf } from './case-id';
import { findCase } from './find-case';
import { listCases } from './list-cases';
import { nearCases } from './near-cases';

const database = useDatabase({ demo: true });

test('a setting keeps categories from the public, whatever was published of them before', async () => {
  await database.query(`INSERT INTO setting (key, value) VALUES ('cases.hidden-categories', '["010*"]')`);
  const now = new Date();
  const ids = [];
  for (const categoryCode of ['01002', '02017']) {
    const ticket = await buildTicket({ requestType: 'report', categoryCode, assetCode: 'A-1' });
    const change = { type: 'received_by_desk', at: now, deskCode: 'city-230100' } as const;
    await transaction((tx) => changeStatus(tx, ticket, change, { kind: 'system', name: 'test' }, now));
    ids.push(caseIdOf(ticket.jurisdictionCode, ticket.ticketId));
  }
  const [hidden, shown] = ids as [string, string];
  const list = await listCases({ filters: {}, cursor: null }, 20);
  expect(list.items.map(({ id }) => id)).toEqual([shown]);
  expect(list.facets.prefecture).toEqual([{ value: '230100', count: 1 }]);
  expect((await nearCases(new URLSearchParams({ assetCode: 'A-1' }))).items.map(({ id }) => id)).toEqual([
    shown,
  ]);
  await expect(findCase(hidden)).rejects.toMatchObject({ code: 'no_such_page' });
  expect((await findCase(shown)).id).toBe(shown);
});
