import { randomInt } from 'node:crypto';
import { equalBytes, keyedHash, seal, unseal } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';
import type { ContactIndex, ContactKind } from './contact-store';
import type { ParsedContact } from './parse-contact';

const LIFE_MS = 10 * 60_000;
const MAX_TRIES = 5;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a code is good for. One that was asked for following a case opens no list of reports. */
export type CodePurpose = 'sign-in' | 'follow';

/** Whether something has the shape of a code's id. */
export function isCodeId(input: unknown): input is string {
  return typeof input === 'string' && UUID.test(input);
}

/** What a code's content is sealed under. */
export const codeContext = (id: string): string => `one-time-code:${id}`;
const hashOf = (id: string, code: string) => keyedHash('one-time-code', `${id}:${code}`);

/** Six digits as people type them: blanks, dashes and full-width digits do not matter. */
function digitsOf(input: unknown): string {
  return typeof input === 'string' ? input.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '') : '';
}

interface Wanted {
  contact: ParsedContact;
  purpose: CodePurpose;
  /** The page, without the host, that asks for the six digits; an e-mail links to it. */
  path: string;
  locale: Locale;
}

/** A new code for a contact. @returns its id, which is no secret */
export async function makeCode(
  tx: Tx,
  { contact, purpose, path, locale }: Wanted,
  now: Date,
): Promise<string> {
  const id = newId(now.getTime());
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const { keyId, cipher } = seal(JSON.stringify({ to: contact.to, code, path }), codeContext(id));
  await tx.query(
    `INSERT INTO one_time_code (id, purpose, contact_kind, contact_index, content_cipher, content_key_id, code_hash, locale,
       created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      purpose,
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
  purpose: CodePurpose;
  to: string;
  code: string;
  path: string;
  locale: Locale;
}

/** Opens a code that is still of use, and holds its row until the transaction ends. */
export async function openCode(tx: Tx, id: string, now: Date): Promise<CodeToTell | undefined> {
  const { rows } = await tx.query<{
    purpose: CodePurpose;
    kind: ContactKind;
    index: Buffer;
    cipher: Buffer;
    key_id: string;
    locale: string;
  }>(
    `SELECT purpose, contact_kind AS kind, contact_index AS index, content_cipher AS cipher, content_key_id AS key_id, locale
     FROM one_time_code WHERE id = $1 AND used_at IS NULL AND expires_at > $2 FOR UPDATE`,
    [id, now],
  );
  const row = rows[0];
  if (!row || !isLocale(row.locale)) return undefined;
  const { purpose, kind, index, locale } = row;
  return { purpose, kind, index, locale, ...opened(id, row) };
}

function opened(id: string, row: { cipher: Buffer; key_id: string }) {
  return JSON.parse(unseal({ keyId: row.key_id, cipher: row.cipher }, codeContext(id))) as {
    to: string;
    code: string;
    path: string;
  };
}

/**
 * One try of a code for a purpose. A right one is used up by it. The count rises before the comparison, so that tries at
 * the same time each cost one; the caller must commit also when the code was wrong.
 * @returns whose contact is proven, or undefined: wrong, unknown, for something else, expired, used or tried five times
 */
export async function tryCode(
  tx: Tx,
  { codeId: id, code }: { codeId: string; code: unknown },
  purpose: CodePurpose,
  now: Date,
): Promise<ParsedContact | undefined> {
  const { rows } = await tx.query<{
    kind: ContactKind;
    index: Buffer;
    hash: Buffer;
    cipher: Buffer;
    key_id: string;
  }>(
    `UPDATE one_time_code SET tries = tries + 1
     WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 AND tries < ${MAX_TRIES}
     RETURNING contact_kind AS kind, contact_index AS index, code_hash AS hash, content_cipher AS cipher,
       content_key_id AS key_id`,
    [id, purpose, now],
  );
  const row = rows[0];
  const given = hashOf(id, digitsOf(code));
  if (!row || !equalBytes(row.hash, given)) return undefined;
  await tx.query('UPDATE one_time_code SET used_at = $2 WHERE id = $1', [id, now]);
  return { kind: row.kind, index: row.index, to: opened(id, row).to };
}
