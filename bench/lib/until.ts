import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits for a state, never for a time: asks until `reached` is true.
 * @throws Error naming what was waited for, after `limitMs`
 */
export async function until(
  what: string,
  limitMs: number,
  reached: () => Promise<boolean> | boolean,
  everyMs = 100,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error(`waited ${limitMs / 1000} s in vain for: ${what}`);
    await wait(everyMs);
  }
}
