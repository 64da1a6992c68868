import pg from 'pg';
import type { Product } from './product';

/** Looks into a product's database from outside, as the role that owns the tables. */
export class Store {
  readonly #pool: pg.Pool;

  constructor(product: Product) {
    const { databaseOwnerUrl } = product.running();
    this.#pool = new pg.Pool({ connectionString: databaseOwnerUrl, max: 4 });
    // PostgreSQL is killed in drills: the next query connects again.
    this.#pool.on('error', () => undefined);
  }

  async rows<R extends object>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.#pool.query<R>(text, values)).rows;
  }

  async number(text: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.rows<Record<string, unknown>>(text, values);
    return Number(Object.values(row ?? {})[0]);
  }

  /** Deliveries that have not come to an end. */
  unsettled(): Promise<number> {
    return this.number(`SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending', 'dead')`);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
