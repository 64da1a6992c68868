import { expect, it } from 'vitest';
import { isDatabaseAway, whileDatabaseReturns } from './database-away';

const cut = () => Object.assign(new Error('terminating connection'), { code: '57P01' });

it('tells a database that is away from a fault', () => {
  for (const code of ['57P01', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET'])
    expect([code, isDatabaseAway(Object.assign(new Error('x'), { code }))]).toEqual([code, true]);
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  for (const code of ['23505', '42601', '22P02', 'ENOENT'])
    expect([code, isDatabaseAway(Object.assign(new Error('x'), { code }))]).toEqual([code, false]);
  expect(isDatabaseAway(null)).toBe(false);
});

it('does the work again until the database is back', async () => {
  let turns = 0;
  const answer = await whileDatabaseReturns(() => {
    turns += 1;
    return turns < 3 ? Promise.reject(cut()) : Promise.resolve('done');
  });
  expect([answer, turns]).toEqual(['done', 3]);
});

it('gives up after its tries, and at once on a fault', async () => {
  let turns = 0;
  const fail = (error: Error) => () => {
    turns += 1;
    return Promise.reject(error);
  };
  await expect(whileDatabaseReturns(fail(cut()), 2)).rejects.toMatchObject({ code: '57P01' });
  expect(turns).toBe(2);
  await expect(whileDatabaseReturns(fail(new TypeError('mine')))).rejects.toThrow('mine');
  expect(turns).toBe(3);
});
