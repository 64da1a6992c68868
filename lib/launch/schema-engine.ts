import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import type * as Engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { root } from '@/lib/launch/places';

const prismaFolder = () => path.join(root, 'prisma');
export const filters: Engine.SchemaFilter = { externalTables: [], externalEnums: [] };

/** A panic of the engine would leave its promise open for ever; Rust's hook tells its reason here. */
const panicked = new Promise<never>((_, reject) => {
  const set_message = (reason: string) => reject(new Error(`schema engine: ${reason}`));
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message } });
});
panicked.catch(() => undefined);

let loaded: Promise<typeof Engine> | undefined;

/** Prisma's schema engine as WebAssembly, so that no native engine has to be downloaded. */
function load(): Promise<typeof Engine> {
  return (loaded ??= (async () => {
    const folder = path.dirname(
      createRequire(path.join(root, 'package.json')).resolve('@prisma/schema-engine-wasm'),
    );
    const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as typeof Engine;
    const wasm = fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(wasm, {
      './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
    });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return glue;
  })());
}

/**
 * The adapter cuts a script at every semicolon, also inside comments, strings and function bodies. Sent whole it arrives as
 * written, and PostgreSQL runs it as one transaction: a migration that fails leaves nothing half done.
 */
class WholeScripts extends PrismaPg {
  private readonly opened: Awaited<ReturnType<PrismaPg['connect']>>[] = [];

  override async connect() {
    const adapter = sendWhole(await super.connect());
    this.opened.push(adapter);
    return adapter;
  }

  override async connectToShadowDb() {
    const shadow = sendWhole(await super.connectToShadowDb());
    const server = this.opened.at(-1);
    const { database } = shadow.underlyingDriver().options;
    shadow.dispose = async () => {
      await shadow.underlyingDriver().end();
      await server?.underlyingDriver().query(`DROP DATABASE IF EXISTS "${database}"`);
    };
    return shadow;
  }

  /** The engine leaves its connections open. */
  async close(): Promise<void> {
    for (const adapter of this.opened) if (!adapter.underlyingDriver().ended) await adapter.dispose();
  }
}

function sendWhole<A extends SqlDriverAdapter & { underlyingDriver(): pg.Pool }>(adapter: A): A {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      const { code = 'N/A', severity = 'ERROR', message, detail, column, hint } = error as pg.DatabaseError;
      throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
    }
  };
  readChar(adapter);
  return adapter;
}

/** PostgreSQL's one-byte type "char", of which the catalogue is full: the engine reads it, the adapter does not know it. */
const CHAR = 18;
const TEXT = 25;

function readChar(adapter: SqlDriverAdapter & { underlyingDriver(): pg.Pool }): void {
  const pool = adapter.underlyingDriver();
  const query = pool.query.bind(pool) as (...words: unknown[]) => Promise<pg.QueryResult>;
  const queryRaw = adapter.queryRaw.bind(adapter);
  let chars: number[] = [];
  const asText = async (...words: unknown[]) => {
    const result = await query(...words);
    chars = (result.fields ?? []).flatMap((field, index) => (field.dataTypeID === CHAR ? [index] : []));
    for (const index of chars) Object.assign(result.fields[index] ?? {}, { dataTypeID: TEXT });
    return result;
  };
  Object.assign(pool, { query: asText });
  adapter.queryRaw = async (words) => {
    const result = await queryRaw(words);
    for (const index of chars) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/** Runs `work` with an engine connected to `url`. */
export async function withEngine<T>(
  url: string,
  work: (engine: Engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await load();
  const connections = new WholeScripts({ connectionString: url, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(connections);
  const datamodels = schemaFiles().map((file): [string, string] => [file.path, file.content]);
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await Promise.race([work(engine), panicked]);
  } finally {
    engine.free();
    await connections.close();
  }
}

/** The schema as files, for the engine. */
export function schemaFiles(): Engine.SchemaContainer[] {
  const folder = path.join(prismaFolder(), 'schema');
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({
      path: path.join(folder, name),
      content: fs.readFileSync(path.join(folder, name), 'utf8'),
    }));
}

/** prisma/migrations in the ordinary layout, as the engine wants it. */
export function migrationList(folder = path.join(prismaFolder(), 'migrations')): Engine.MigrationList {
  const lockfile = path.join(folder, 'migration_lock.toml');
  const names = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: fs.readFileSync(lockfile, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

/**
 * What is missing in the migrations to reach the schema, as SQL; empty when they agree. Replays the migrations in a shadow
 * database, so `url` needs a role that may create databases.
 */
export async function missingMigration(url: string): Promise<string> {
  return withEngine(url, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'migrations', ...migrationList() },
      to: { tag: 'schemaDatamodel', files: schemaFiles() },
      script: true,
      exitCode: true,
      filters,
    });
    return result.exitCode === 0 ? '' : (result.stdout ?? '');
  });
}
