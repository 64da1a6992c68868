import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, retryMigration } from '@/lib/launch/migrate';
import { useDatabase } from '@/tests/setup/database';

const database = useDatabase();
const source = path.resolve('prisma/migrations');
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-migrations-'));
  fs.cpSync(source, folder, { recursive: true });
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function add(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

const run = () => migrate({ ownerUrl: database.ownerUrl, appRole: 'portal_app', folder });

test('what is applied already is left alone', async () => {
  expect(await run()).toEqual([]);
});

test('scripts arrive whole: semicolons in comments, texts and function bodies', async () => {
  add(
    '29990101000000_whole',
    `-- first; then second
     CREATE TABLE probe (note text DEFAULT 'a; b');
     CREATE FUNCTION probe_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'x; y'; RETURN NEW; END $$;`,
  );
  expect(await run()).toEqual(['29990101000000_whole']);
  expect(await database.query(`SELECT has_table_privilege('portal_app', 'probe', 'UPDATE') AS may`)).toEqual([
    { may: true },
  ]);
});

test('several processes at once apply each migration once', async () => {
  add('29990102000000_once', 'CREATE TABLE once (id int)');
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat().filter((name) => name === '29990102000000_once')).toHaveLength(1);
});

test('a failing migration is named with its reason and remedy, leaves nothing behind and can be tried again', async () => {
  add('29990103000000_broken', 'CREATE TABLE half (id int);\nSELECT 1/0;');
  await expect(run()).rejects.toThrow(/29990103000000_broken 失败[\s\S]*division by zero[\s\S]*Remedy: /);
  expect(await database.query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
  await expect(run()).rejects.toThrow(/29990103000000_broken/);

  add('29990103000000_broken', 'CREATE TABLE half (id int);');
  await retryMigration(database.ownerUrl, '29990103000000_broken');
  expect(await run()).toEqual(['29990103000000_broken']);
});

test('a database that cannot be reached is named with the variable to check', async () => {
  const ownerUrl = 'postgresql://somebody@127.0.0.1:1/nowhere';
  await expect(migrate({ ownerUrl, appRole: 'portal_app' })).rejects.toThrow(
    /127\.0\.0\.1:1\/nowhere[\s\S]*DATABASE_URL/,
  );
});
