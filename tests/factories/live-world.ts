import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { GET, HEAD } from '@/app/[locale]/(staff)/console/live/route';
import { db, transaction } from '@/lib/platform/db';
import { tell } from '@/lib/platform/live/notices';
import { liveHub } from '@/lib/staff/live/live-hub';
import type { Role } from '@/lib/staff/roles';
import { listenAt, type LiveReader, staffCookie, startStreamServer } from './live';
import { signedIn } from './staff';

/** Somebody who is signed in, with the cookie of their browser. */
export async function person(role: Role, jurisdictionCode = '000000') {
  const staff = await signedIn([{ role, jurisdictionCode }]);
  return { ...staff, cookie: await staffCookie(staff.session.secret) };
}

export const told = (place: string, id: string) =>
  transaction((tx) => tell(tx, { topic: 'settings', places: [place], ids: [id] }));

/** The first row that each change names. */
export const ids = (reader: LiveReader) =>
  reader.heard('change').map((change) => (change.ids as string[])[0]);

/** Connections that listen in this test's database. */
export async function listeners(): Promise<number> {
  const { rows } = await db().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE application_name = 'portal-live' AND datname = current_database() AND state = 'idle'
       AND query <> ''`,
  );
  return rows[0]?.count ?? 0;
}

/** The console's stream behind a web server, for a test file; whoever listens is gone after each test. */
export function useLiveWorld() {
  let server: Awaited<ReturnType<typeof startStreamServer>>;
  const readers: LiveReader[] = [];
  beforeAll(async () => {
    server = await startStreamServer({ GET, HEAD });
    liveHub();
    await vi.waitUntil(async () => (await listeners()) === 1);
  });
  beforeEach(() => db().query('DELETE FROM rate_limit'));
  afterEach(() => readers.splice(0).forEach((reader) => reader.leave()));
  afterAll(async () => {
    await liveHub().stop();
    await server.close();
  });
  return {
    listen: async (cookie: string, more: Record<string, string> = {}, query = ''): Promise<LiveReader> => {
      const reader = await listenAt(`${server.url}/console/live${query}`, { cookie, ...more });
      readers.push(reader);
      return reader;
    },
    asks: async (cookie: string) =>
      (await fetch(`${server.url}/console/live`, { method: 'HEAD', headers: { cookie } })).status,
  };
}
