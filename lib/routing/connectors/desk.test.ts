import { describe, expect, test } from 'vitest';
import { MAX_ATTEMPTS, retryDelayMs } from '../backoff';
import { circuitState } from '../desk-circuit';
import { classifyReply } from './desk';

const now = new Date('2026-11-22T08:00:00Z');
const reply = (status: number, headers: Record<string, string> = {}, body = '') => ({
  status,
  headers: new Headers(headers),
  body: Buffer.from(body),
});

describe('what a desk’s answer means', () => {
  test.each([
    [409, 'conflict'],
    [422, 'refused'],
    [400, 'dead'],
    [405, 'dead'],
    [413, 'dead'],
    [415, 'dead'],
  ])('%i ends the delivery: %s', (status, kind) => {
    expect(classifyReply(reply(status), now).kind).toBe(kind);
  });

  test.each([
    [200, true],
    [302, true],
    [401, true],
    [403, true],
    [404, false],
    [425, false],
    [429, false],
    [500, true],
    [503, true],
  ])('%i is tried again; the desk’s own fault: %s', (status, deskFault) => {
    expect(classifyReply(reply(status), now)).toMatchObject({ kind: 'retry', deskFault });
  });

  test.each([
    ['7', 7_000],
    ['Sun, 22 Nov 2026 08:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 07:00:00 GMT', 0],
    ['999999', 3_600_000],
    ['soon', undefined],
  ])('Retry-After: %s', (value, retryAfterMs) => {
    const outcome = classifyReply(reply(429, { 'retry-after': value }), now);
    expect(outcome.kind === 'retry' ? outcome.retryAfterMs : null).toBe(retryAfterMs);
  });

  test('the desk’s words are kept, cut and without NUL', () => {
    const body = JSON.stringify({ reason: `不归我管\u0000${'x'.repeat(1000)}` });
    const { reason } = classifyReply(reply(422, {}, body), now);
    expect(reason).toMatch(/^422 不归我管x+$/);
    expect(reason).toHaveLength(500);
  });
});

describe('pauses', () => {
  test('double with full jitter, up to an hour', () => {
    expect([1, 2, 3, 20, 56].map((attempts) => retryDelayMs(attempts, 5_000, 0.5))).toEqual([
      2_500, 5_000, 10_000, 1_800_000, 1_800_000,
    ]);
    expect(retryDelayMs(9, 5_000, 0)).toBe(0);
  });

  test('make about a day of attempts', () => {
    let total = 0;
    for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts += 1)
      total += retryDelayMs(attempts, 5_000, 0.5);
    expect(total / 3_600_000).toBeGreaterThan(22);
    expect(total / 3_600_000).toBeLessThan(26);
  });

  test('a circuit is open until its time, then half open until the desk answers', () => {
    const later = new Date(now.getTime() + 1);
    expect(circuitState({ consecutiveFailures: 4, openUntil: null }, now)).toBe('closed');
    expect(circuitState({ consecutiveFailures: 5, openUntil: later }, now)).toBe('open');
    expect(circuitState({ consecutiveFailures: 5, openUntil: now }, now)).toBe('half-open');
    expect(circuitState({ consecutiveFailures: 0, openUntil: later }, now)).toBe('open');
  });
});
