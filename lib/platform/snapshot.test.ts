import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { snapshot } from './snapshot';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Gives 1, 2, 3 … each time it is read, or fails while `away`. */
function source() {
  const state = { reads: 0, away: false };
  const held = snapshot(async () => {
    if (state.away) throw new Error('away');
    return (state.reads += 1);
  }, 2_000);
  return { state, held };
}

test('within its age the same value is served without reading', async () => {
  const { held } = source();
  expect(await held.get()).toBe(1);
  vi.setSystemTime(Date.now() + 2_000);
  expect(await held.get()).toBe(1);
});

test('a little older it is served once more while the new one is read', async () => {
  const { held } = source();
  await held.get();
  vi.setSystemTime(Date.now() + 2_001);
  expect(await held.get()).toBe(1);
  expect(await held.get()).toBe(2);
});

test('after a pause nobody gets the old one, however many come at once, and it is read once', async () => {
  const { held, state } = source();
  await held.get();
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await Promise.all([held.get(), held.get(), held.get()])).toEqual([2, 2, 2]);
  expect(state.reads).toBe(2);
});

test('while the source is away the last value serves on, and the new one comes when it is back', async () => {
  const { held, state } = source();
  await held.get();
  state.away = true;
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await held.get()).toBe(1);
  state.away = false;
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await held.get()).toBe(2);
});

test('a first reading that fails is not kept', async () => {
  const { held, state } = source();
  state.away = true;
  await expect(held.get()).rejects.toThrow('away');
  state.away = false;
  expect(await held.get()).toBe(1);
});
