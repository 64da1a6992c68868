import type { z } from 'zod';
import { prisma, type Tx } from './db';

/**
 * One setting row, checked by its reader's schema; the fallback serves until staff have set it.
 * @throws ZodError when what is stored does not fit
 */
export async function getSetting<T>(key: string, schema: z.ZodType<T>, fallback: T): Promise<T> {
  const row = await prisma().setting.findUnique({ where: { key } });
  return row ? schema.parse(row.value) : fallback;
}

/** The same in a transaction; null when nobody has set it. */
export async function readSettingRow<T>(tx: Tx, key: string, schema: z.ZodType<T>): Promise<T | null> {
  const { rows } = await tx.query<{ value: unknown }>('SELECT value FROM setting WHERE key = $1', [key]);
  return rows[0] ? schema.parse(rows[0].value) : null;
}

/** Sets a setting row, or takes it away so that the reader's fallback serves again. Called by lib/settings, which audits. */
export async function writeSettingRow(tx: Tx, key: string, value: unknown, now: Date): Promise<void> {
  if (value === null) await tx.query('DELETE FROM setting WHERE key = $1', [key]);
  else
    await tx.query(
      `INSERT INTO setting (key, value, source, updated_at) VALUES ($1, $2, 'console', $3)
       ON CONFLICT (key) DO UPDATE SET value = $2, source = 'console', updated_at = $3`,
      [key, JSON.stringify(value), now],
    );
}

/**
 * One writer at a time for each subject of a kind of setting, be there a row of it yet or not; held until the end of the
 * transaction. Whoever writes a setting takes it first, a command line as well as the console.
 */
export async function lockSetting(tx: Tx, kind: string, subject: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting ${kind} ${subject}`]);
}
