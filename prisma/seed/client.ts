/** What seeding needs of a database connection (a `pg` client has it). */
export interface SeedClient {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/** Rows of one table as JSON records, written as one statement. */
export interface Seeding {
  table: string;
  /** Column name -> PostgreSQL type. */
  columns: Record<string, string>;
  key: readonly string[];
  /** Columns that a newer release brings up to date; all others keep what staff have set. */
  updates: readonly string[];
  /** Only rows of which this holds are updated. */
  updatesWhere?: string;
  rows: readonly object[];
}

/** Inserts what is missing and updates only the named columns, in one statement. */
export async function upsert(
  client: SeedClient,
  { table, columns, key, updates, updatesWhere, rows }: Seeding,
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  const typed = Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
  const set = updates.map((name) => `${name} = excluded.${name}`).join(', ');
  await client.query(
    `INSERT INTO ${table} (${names})
     SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS given (${typed})
     ON CONFLICT (${key.join(', ')}) DO ${set ? `UPDATE SET ${set} ${updatesWhere ? `WHERE ${updatesWhere}` : ''}` : 'NOTHING'}`,
    [JSON.stringify(rows)],
  );
}
