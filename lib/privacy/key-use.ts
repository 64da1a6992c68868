import { db } from '@/lib/platform/db';
import { SEALED_COLUMNS } from './sealed-columns';

/** How many sealed values of a column lie under a key. */
export interface KeyUse {
  keyId: string;
  table: string;
  cipher: string;
  count: number;
}

/** Which keys are in use and where. A key that is not named here may be taken out of ENCRYPTION_KEYS. */
export async function keyUse(): Promise<KeyUse[]> {
  const found: KeyUse[] = [];
  for (const { table, cipher, keyId } of SEALED_COLUMNS) {
    const { rows } = await db().query<{ keyId: string; count: number }>(
      `SELECT ${keyId} AS "keyId", count(*)::int AS count FROM ${table} WHERE ${cipher} IS NOT NULL
       GROUP BY ${keyId} ORDER BY ${keyId}`,
    );
    found.push(...rows.map((row) => ({ table, cipher, ...row })));
  }
  return found;
}
