import { describe, expect, test } from 'vitest';
import { db, transaction } from '@/lib/platform/db';
import { tell } from '@/lib/platform/live/notices';
import { liveHub } from '@/lib/staff/live/live-hub';
import type { LiveReader } from '@/tests/factories/live';
import { ids, person, told, useLiveWorld } from '@/tests/factories/live-world';
import { useDatabase } from '@/tests/setup/database';

useDatabase();
const { listen } = useLiveWorld();

describe('coming back', () => {
  test('what was told meanwhile is told, in order and with its numbers', async () => {
    const { cookie } = await person('system-admin');
    const first = await listen(cookie);
    await told('230100', 'first');
    await first.until(() => ids(first).length === 1);
    first.leave();
    const watcher = await listen(cookie);
    for (const id of ['second', 'third']) await told('230100', id);
    await watcher.until(() => ids(watcher).length === 2);
    const again = await listen(cookie, { 'last-event-id': String(first.events[0]?.id) });
    await again.until(() => ids(again).includes('third'));
    expect(ids(again).slice(-2)).toEqual(['second', 'third']);
    const numbers = again.events.map(({ id }) => Number(id));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    const page = await listen(cookie, {}, `?after=${watcher.events[0]?.id}`);
    await page.until(() => ids(page).length === 1);
    expect(ids(page)).toEqual(['third']);
  });

  test('who has missed very much is told so in one word', async () => {
    const { cookie } = await person('system-admin');
    const first = await listen(cookie);
    await told('230100', 'first');
    await first.until(() => ids(first).length === 1);
    first.leave();
    for (let count = 0; count < 60; count += 1) await told('230100', `more-${count}`);
    const again = await listen(cookie, { 'last-event-id': String(first.events[0]?.id) });
    await again.until(({ events }) => events.length > 0);
    await told('230100', 'last');
    await again.until(() => ids(again).length > 0);
    expect(again.events.map(({ event }) => event)).toEqual(['resync', 'change']);
  });

  test('after a gap the page is told to look anew', async () => {
    const { cookie } = await person('system-admin');
    for (const position of ['1', String(Date.now() + 3_600_000)]) {
      const reader = await listen(cookie, { 'last-event-id': position });
      await reader.until(({ events }) => events.length > 0);
      expect(reader.events.map(({ event }) => event)).toEqual(['resync']);
    }
  });

  test('when the connection to the database was cut, everybody is', async () => {
    const reader = await listen((await person('system-admin')).cookie);
    await db().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'portal-live' AND datname = current_database()`,
    );
    await reader.until(({ events }) => events.length > 0);
    expect(reader.events.map(({ event }) => event)).toEqual(['resync']);
    await told('230100', 'heard-again');
    await reader.until(() => ids(reader).includes('heard-again'));
  });
});

describe('limits', () => {
  test('an account has eight streams, and a place is free again when one is left', async () => {
    const { cookie } = await person('operator', '230100');
    const open: LiveReader[] = [];
    for (let count = 0; count < 8; count += 1) open.push(await listen(cookie));
    expect(open.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const ninth = await listen(cookie);
    expect(ninth.status).toBe(429);
    expect(ninth.answer.headers['retry-after']).toBe('30');
    open[0]?.leave();
    await expect.poll(async () => (await listen(cookie)).status).toBe(200);
  });

  test('a reader that stands still is cut, and the others hear on', async () => {
    const admin = await person('system-admin');
    const slow = await listen(admin.cookie);
    const brisk = await listen(admin.cookie);
    slow.answer.pause();
    const many = Array.from({ length: 45 }, (_, index) => `${index}`.padStart(36, '0'));
    let sent = 0;
    const hub = liveHub();
    const open = () => hub.count;
    const before = open();
    while (open() === before && sent < 3_000) {
      for (let round = 0; round < 20; round += 1)
        await transaction((tx) => tell(tx, { topic: 'settings', places: ['230100'], ids: many }));
      sent += 20;
      const all = sent;
      await brisk.until(() => brisk.heard('change').length === all);
    }
    expect(open()).toBe(before - 1);
    expect(brisk.over).toBe(false);
    slow.answer.resume();
    await slow.until(({ over }) => over);
    expect(slow.heard('change').length).toBeLessThan(sent);
  });
});
