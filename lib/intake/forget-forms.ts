import type { ParsedContact } from '@/lib/people/parse-contact';
import { unseal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { normalisePhone } from '@/lib/platform/phone';
import { draftContext } from './draft-store';
import { keptFormContext } from './track/kept-form';

const BATCH = 500;
const FORMS = [
  { table: 'web_draft', context: draftContext },
  { table: 'track_form', context: keptFormContext },
] as const;

/** Every text in a form, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

/** Whether a form names the contact, in whatever way it was typed. */
function names(form: unknown, { kind, to }: ParsedContact): boolean {
  return textsOf(form).some((text) =>
    kind === 'phone' ? normalisePhone(text) === to : text.trim().toLowerCase() === to,
  );
}

function opened(
  id: string,
  row: { cipher: Buffer; key_id: string },
  context: (id: string) => string,
): unknown {
  try {
    return JSON.parse(unseal({ keyId: row.key_id, cipher: row.cipher }, context(id)));
  } catch {
    return null;
  }
}

/**
 * Removes drafts and refused forms that name a contact. No index leads to them, so each is opened: they live seven days and
 * one day at most, and nobody waits for it but who asked for erasure.
 * @returns how many were removed
 */
export async function forgetFormsOf(contact: ParsedContact): Promise<number> {
  let removed = 0;
  for (const { table, context } of FORMS)
    for (let after: string | undefined = ''; after !== undefined;) {
      const { rows }: { rows: { id: string; cipher: Buffer; key_id: string }[] } = await db().query(
        `SELECT id, cipher, key_id FROM ${table} WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
        [after],
      );
      const found = rows.filter((row) => names(opened(row.id, row, context), contact)).map(({ id }) => id);
      if (found.length > 0)
        removed += (await db().query(`DELETE FROM ${table} WHERE id = ANY($1)`, [found])).rowCount;
      after = rows.at(-1)?.id;
    }
  return removed;
}
