import { openDB, type IDBPDatabase } from 'idb';

/** The stores of the device's database; keys lie beside the values. */
const STORES = ['drafts', 'photos', 'items', 'receipts'] as const;
export type StoreName = (typeof STORES)[number];

/** Reads and writes that happen together or not at all. Between them nothing but them may be awaited. */
export interface KvTx {
  get<T>(store: StoreName, key: string): Promise<T | undefined>;
  all<T>(store: StoreName): Promise<T[]>;
  keys(store: StoreName): Promise<string[]>;
  put(store: StoreName, key: string, value: unknown): Promise<void>;
  delete(store: StoreName, key: string): Promise<void>;
}

export interface Kv {
  /** False where what is kept ends with the page. */
  durable: boolean;
  run<T>(mode: 'readonly' | 'readwrite', work: (tx: KvTx) => Promise<T>): Promise<T>;
}

/**
 * The browser's own database. Writes are flushed to the disk before they count: "saved on this device" must be true.
 * @throws where the browser has none or refuses it
 */
export async function openIndexedDb(name: string): Promise<Kv> {
  let opened: Promise<IDBPDatabase> | undefined;
  const database = () =>
    (opened ??= openDB(name, 1, {
      upgrade(db) {
        for (const store of STORES) db.createObjectStore(store);
      },
      // A newer version of the site in another tab, or the browser, wants it closed; it is opened again when needed.
      blocking(_current, _wanted, event) {
        opened = undefined;
        (event.target as IDBDatabase).close();
      },
      terminated() {
        opened = undefined;
      },
    }));
  await database();
  return {
    durable: true,
    async run(mode, work) {
      // The types give a reading transaction no verbs to write with; `work` knows its mode.
      const tx = (await database()).transaction(STORES, mode as 'readwrite', { durability: 'strict' });
      const result = work({
        get: (store, key) => tx.objectStore(store).get(key),
        all: (store) => tx.objectStore(store).getAll(),
        keys: async (store) => (await tx.objectStore(store).getAllKeys()) as string[],
        put: async (store, key, value) => void (await tx.objectStore(store).put(value, key)),
        delete: (store, key) => tx.objectStore(store).delete(key),
      });
      await Promise.all([result, tx.done]);
      return result;
    },
  };
}

/** The same in memory: for browsers that keep nothing, and for tests. */
export function memoryKv(): Kv {
  let tables = new Map<StoreName, Map<string, unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  const run = async <T>(work: (tx: KvTx) => Promise<T>): Promise<T> => {
    const draft = new Map(STORES.map((store) => [store, new Map(tables.get(store))]));
    const table = (store: StoreName) => draft.get(store) ?? new Map<string, unknown>();
    const result = await work({
      get: async <V>(store: StoreName, key: string) => table(store).get(key) as V | undefined,
      all: async <V>(store: StoreName) => [...table(store).values()] as V[],
      keys: async (store) => [...table(store).keys()],
      put: async (store, key, value) => void table(store).set(key, value),
      delete: async (store, key) => void table(store).delete(key),
    });
    tables = draft;
    return result;
  };
  return {
    durable: false,
    run<T>(_mode: 'readonly' | 'readwrite', work: (tx: KvTx) => Promise<T>): Promise<T> {
      const mine = last.then(() => run(work));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
