import { randomInt } from 'node:crypto';
import { equalBytes, keyedHash, seal, unseal } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';
import type { ContactIndex, ContactKind } from './contact-store';
import type { ParsedContact } from './parse-contact';

const LIFE_MS = 10 * 60_000;
const MAX_TRIES = 5;

const contextOf = (id: string) => `one-time-code:${id}`;
const hashOf = (id: string, code: string) => keyedHash('one-time-code', `${id}:${code}`);

/** A new code for a contact. @returns its id, which is no secret */
export async function makeCode(tx: Tx, contact: ParsedContact, locale: Locale, now: Date): Promise<string> {
  const id = newId(now.getTime());
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const { keyId, cipher } = seal(JSON.stringify({ to: contact.to, code }), contextOf(id));
  await tx.query(
    `INSERT INTO one_time_code (id, contact_kind, contact_index, content_cipher, content_key_id, code_hash, locale,
       created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      contact.kind,
      contact.index,
      cipher,
      keyId,
      hashOf(id, code),
      locale,
      now,
      new Date(now.getTime() + LIFE_MS),
    ],
  );
  return id;
}

/** A code as the one message that tells it needs it. */
export interface CodeToTell extends ContactIndex {
  to: string;
  code: string;
  locale: Locale;
}

/** Opens a code that is still of use, and holds its row until the transaction ends. */
export async function openCode(tx: Tx, id: string, now: Date): Promise<CodeToTell | undefined> {
  const { rows } = await tx.query<{
    kind: ContactKind;
    index: Buffer;
    cipher: Buffer;
    key_id: string;
    locale: string;
  }>(
    `SELECT contact_kind AS kind, contact_index AS index, content_cipher AS cipher, content_key_id AS key_id, locale
     FROM one_time_code WHERE id = $1 AND used_at IS NULL AND expires_at > $2 FOR UPDATE`,
    [id, now],
  );
  const row = rows[0];
  if (!row || !isLocale(row.locale)) return undefined;
  const opened = JSON.parse(unseal({ keyId: row.key_id, cipher: row.cipher }, contextOf(id))) as {
    to: string;
    code: string;
  };
  return { kind: row.kind, index: row.index, locale: row.locale, ...opened };
}

/**
 * One try of a code. A right one is used up by it. The count rises before the comparison, so that tries at the same
 * time each cost one; the caller must commit also when the code was wrong.
 * @returns whose contact is proven, or undefined: wrong, unknown, expired, used or tried five times
 */
export async function tryCode(
  tx: Tx,
  id: string,
  code: string,
  now: Date,
): Promise<ContactIndex | undefined> {
  const { rows } = await tx.query<{ kind: ContactKind; index: Buffer; hash: Buffer }>(
    `UPDATE one_time_code SET tries = tries + 1
     WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < ${MAX_TRIES}
     RETURNING contact_kind AS kind, contact_index AS index, code_hash AS hash`,
    [id, now],
  );
  const row = rows[0];
  const given = hashOf(id, code);
  if (!row || !equalBytes(row.hash, given)) return undefined;
  await tx.query('UPDATE one_time_code SET used_at = $2 WHERE id = $1', [id, now]);
  return { kind: row.kind, index: row.index };
}
