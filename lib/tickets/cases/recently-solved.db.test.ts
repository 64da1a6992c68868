import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { recentlySolved } from './recently-solved';

const database = useDatabase();
const NOW = new Date('2026-11-18T03:00:00Z');

async function put(end: string, division: string, closed: string | null): Promise<void> {
  const jurisdiction = `${division.slice(0, 4)}00`;
  await database.query(
    `INSERT INTO public_case (jurisdiction_code, ticket_id, case_id, category_code, major_code, division_code, status,
       submitted_at, due_provisional, closed_at, updated_at, search_text, tokens)
     VALUES ($1, gen_random_uuid(), $2, '01037', '01', $3, 'closed', '2026-11-01', false, $4, '2026-11-01', '', '')`,
    [jurisdiction, `${jurisdiction.slice(2, 4)}22222222222${end}`, division, closed],
  );
}

test('are the cases closed last, of two weeks and not of the future', async () => {
  await put('2', '230102', '2026-11-17T00:00:00Z');
  await put('3', '230202', '2026-11-18T02:00:00Z');
  await put('4', '230102', '2026-11-18T04:00:00Z');
  await put('5', '230102', '2026-11-03T00:00:00Z');
  await put('6', '230102', null);
  const ends = async (code: string | null, limit = 9) =>
    (await recentlySolved(code, limit, NOW)).map(({ id }) => id.at(-1));
  expect(await ends(null)).toEqual(['3', '2']);
  expect(await ends(null, 1)).toEqual(['3']);
  expect(await ends('230100')).toEqual(['2']);
  await database.query(`INSERT INTO setting (key, value) VALUES ('cases.hidden-categories', '["01*"]')`);
  // a setting holds within two seconds
  await expect.poll(() => ends(null), { timeout: 5_000 }).toEqual([]);
});
