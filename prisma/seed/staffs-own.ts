import type { SeedClient } from './client';

interface Change {
  id: string;
  subject: string;
  state: string;
  undoes: string | null;
}

/**
 * The subjects of a kind of setting that stand as staff have made them (lib/settings), so that a seed leaves them alone. One whose
 * changes were all taken back is the release's again.
 */
export async function staffsOwn(client: SeedClient, kind: string): Promise<Set<string>> {
  const { rows } = (await client.query(
    `SELECT id, subject, state, undoes FROM setting_change WHERE kind = $1 AND state IN ('applied', 'undone')`,
    [kind],
  )) as { rows: Change[] };
  const undoes = new Map(rows.map((change) => [change.id, change.undoes]));
  // What takes back a taking back makes the change again.
  const makes = (id: string): boolean => {
    const undone = undoes.get(id) ?? null;
    return undone === null || !makes(undone);
  };
  return new Set(
    rows.filter(({ id, state }) => state === 'applied' && makes(id)).map(({ subject }) => subject),
  );
}
