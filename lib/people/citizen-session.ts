import { randomBytes } from 'node:crypto';
import { keyedHash, signToken, verifyToken } from '@/lib/platform/crypto';
import { db, type Tx } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import type { ContactIndex, ContactKind } from './contact-store';

export const SESSION_COOKIE = 'citizen';

const PURPOSE = 'citizen-session';
const IDLE_MS = 30 * 60_000;
const LONGEST_MS = 12 * 3_600_000;
const VALUE = /^([\w-]{43})\.([\w-]{22})$/;

const hashOf = (id: string) => keyedHash(PURPOSE, id);

/** The id in a cookie that is ours, or undefined; a forged one costs no query. */
function idOf(cookie: string | undefined): string | undefined {
  const [, id, signature] = VALUE.exec(cookie ?? '') ?? [];
  return id && signature && verifyToken(PURPOSE, id, signature) ? id : undefined;
}

/** Begins a session of a proven contact. @returns the cookie's value */
export async function startSession(tx: Tx, contact: ContactIndex, now: Date): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await tx.query(
    `INSERT INTO citizen_session (id_hash, contact_kind, contact_index, created_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $4)`,
    [hashOf(id), contact.kind, contact.index, now],
  );
  return `${id}.${signToken(PURPOSE, id)}`;
}

/**
 * Whose session a cookie is, and one more sign of life of it; undefined when it is forged, revoked, idle for 30 minutes
 * or 12 hours old.
 */
export async function sessionOf(cookie: string | undefined, now: Date): Promise<ContactIndex | undefined> {
  const id = idOf(cookie);
  if (!id) return undefined;
  const { rows } = await db().query<{ kind: ContactKind; index: Buffer }>(
    `UPDATE citizen_session SET last_seen_at = GREATEST(last_seen_at, $2)
     WHERE id_hash = $1 AND revoked_at IS NULL AND last_seen_at > $3 AND created_at > $4
     RETURNING contact_kind AS kind, contact_index AS index`,
    [hashOf(id), now, new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - LONGEST_MS)],
  );
  return rows[0];
}

/** Ends the session of a cookie. */
export async function endSession(tx: Tx, cookie: string | undefined, now: Date): Promise<boolean> {
  const id = idOf(cookie);
  if (!id) return false;
  const { rowCount } = await tx.query(
    'UPDATE citizen_session SET revoked_at = $2 WHERE id_hash = $1 AND revoked_at IS NULL',
    [hashOf(id), now],
  );
  return rowCount > 0;
}

/** Ends every session of a contact, in any browser. @returns how many there were */
export async function revokeSessions(tx: Tx, contact: ContactIndex, now: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE citizen_session SET revoked_at = $3
     WHERE contact_kind = $1 AND contact_index = $2 AND revoked_at IS NULL`,
    [contact.kind, contact.index, now],
  );
  return rowCount;
}

/** The Set-Cookie line of a session; without a value it clears the cookie. It ends with the browser or the server's row. */
export function sessionCookie(value: string | null): string {
  const secure = env().publicBaseUrl.startsWith('https:') ? '; Secure' : '';
  const content = value === null ? `${SESSION_COOKIE}=; Max-Age=0` : `${SESSION_COOKIE}=${value}`;
  return `${content}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}
