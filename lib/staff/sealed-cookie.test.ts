import { expect, test } from 'vitest';
import { z } from 'zod';
import { openSealedCookie, sealedCookie } from './sealed-cookie';

const now = new Date('2026-11-20T02:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const carrying = (line: string) => new Headers({ cookie: `a=1; ${line.split(';')[0]}` });

test('a sealed cookie opens for its name and its time only, and shows nothing', () => {
  const line = sealedCookie('console-once', { token: 'secret words' }, 600, now);
  expect(line).toMatch(/; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(decodeURIComponent(line)).not.toContain('secret');
  const schema = z.object({ token: z.string() });
  expect(openSealedCookie(carrying(line), 'console-once', schema, later(599))).toEqual({
    token: 'secret words',
  });
  expect(openSealedCookie(carrying(line), 'console-once', schema, later(600))).toBeUndefined();
  expect(openSealedCookie(carrying(line), 'console-once', z.string(), now)).toBeUndefined();
  const renamed = carrying(line.replace('console-once=', 'console-form='));
  expect(openSealedCookie(renamed, 'console-form', schema, now)).toBeUndefined();
  for (const forged of [
    'console-once=',
    'console-once=k1.AAAA',
    'console-once=k9.AAAA',
    'console-once=%E0%A4%A',
  ])
    expect(openSealedCookie(carrying(forged), 'console-once', schema, now)).toBeUndefined();
});
