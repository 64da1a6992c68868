import pg from 'pg';

export const OWNER = 'portal_owner';
export const APP = 'portal_app';

export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
}

/** Connection string of a role of the embedded server. */
export function embeddedUrl(port: number, role: string, password: string, database: string): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Runs statements as the superuser of the embedded server. */
export async function asSuperuser<T>(
  port: number,
  password: string,
  work: (client: pg.Client) => Promise<T>,
  database = 'postgres',
): Promise<T> {
  const client = new pg.Client({ connectionString: embeddedUrl(port, 'postgres', password, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The two roles (one owns the tables, one runs the product) and the database, each made when missing. */
export async function ensureDatabase(port: number, passwords: Passwords, name: string): Promise<void> {
  await asSuperuser(port, passwords.superuser, async (client) => {
    for (const [role, password] of [
      [OWNER, passwords.owner],
      [APP, passwords.app],
    ] as const) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const secret = client.escapeLiteral(password);
      await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD ${secret}`);
    }
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER ${OWNER}`);
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${client.escapeIdentifier(name)} TO ${APP}`);
  });
  await asSuperuser(
    port,
    passwords.superuser,
    async (client) => {
      await client.query('ALTER SCHEMA public OWNER TO portal_owner');
      await client.query('CREATE SCHEMA IF NOT EXISTS extensions');
      await client
        .query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA extensions')
        .catch((error: Error) => console.error(`pg_stat_statements: ${error.message}`));
    },
    name,
  );
}
