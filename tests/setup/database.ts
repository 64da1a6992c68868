import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { APP, OWNER, asSuperuser, embeddedUrl } from '@/lib/launch/database';
import { closeDb } from '@/lib/platform/db';

export interface TestDatabase {
  /** As the product's own role; already in DATABASE_URL. */
  url: string;
  /** As the role that owns the tables, for looking where the product may not. */
  ownerUrl: string;
  /** One statement as the owner. */
  query<R extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

const template = process.env.VITEST_POOL_ID
  ? `test_${process.pid}_${process.env.VITEST_POOL_ID}`
  : `test_${process.pid}`;
let count = 0;

/**
 * Gives this test file its own database, cloned from a template with the reference data (divisions, categories, deadlines;
 * with `demo` also the demonstration data), and points lib/platform/db at it. Call once, at the top of the file.
 */
export function useDatabase(options: { demo?: boolean } = {}): TestDatabase {
  const { port, password } = inject('server');
  const name = `${template}_${++count}`;
  const url = embeddedUrl(port, APP, password, name);
  const ownerUrl = embeddedUrl(port, OWNER, password, name);
  process.env.DATABASE_URL = url;
  process.env.DATABASE_OWNER_URL = ownerUrl;
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });

  beforeAll(async () => {
    await closeDb();
    await asSuperuser(port, password, (client) =>
      client.query(
        `CREATE DATABASE ${name} TEMPLATE ${options.demo ? 'demo' : 'reference'} OWNER ${OWNER} STRATEGY file_copy`,
      ),
    );
  });

  afterAll(async () => {
    await closeDb();
    await owner.end();
    await asSuperuser(port, password, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  });

  return {
    url,
    ownerUrl,
    async query<R extends object>(text: string, values: readonly unknown[] = []) {
      return (await owner.query<R>(text, [...values])).rows;
    },
  };
}
