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
  rows: readonly object[];
  /** SQL conditions: a row of `given` that is left out, and a row of the table that is left as it is. */
  unless?: { written: string; updated: string };
}

/** Inserts what is missing and updates only the named columns, in one statement. */
export async function upsert(
  client: SeedClient,
  { table, columns, key, updates, rows, unless }: Seeding,
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  const typed = Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
  const set = updates.map((name) => `${name} = excluded.${name}`).join(', ');
  await client.query(
    `INSERT INTO ${table} (${names})
     SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS given (${typed})
     ${unless ? `WHERE NOT (${unless.written})` : ''}
     ON CONFLICT (${key.join(', ')}) DO ${set ? `UPDATE SET ${set}` : 'NOTHING'}
     ${set && unless ? `WHERE NOT (${unless.updated})` : ''}`,
    [JSON.stringify(rows)],
  );
}
