import { mkdtemp, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryStorage, type ObjectStorage } from './storage';

let parent: string;
let store: ObjectStorage;

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'storage-'));
  store = directoryStorage(path.join(parent, 'objects'));
});

afterAll(() => rm(parent, { recursive: true, force: true }));

async function keys(prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of store.list(prefix)) found.push(key);
  return found.sort();
}

describe('directoryStorage', () => {
  it('gives back the bytes that were put, and replaces them as a whole', async () => {
    await store.put('aa/bb/one', Buffer.from('first'));
    await store.put('aa/bb/one', Buffer.from('second!'));
    const found = await store.read('aa/bb/one');
    expect(found?.bytes).toBe(7);
    expect(found && (await buffer(found.stream)).toString()).toBe('second!');
    expect(await store.stat('aa/bb/one')).toMatchObject({ key: 'aa/bb/one', bytes: 7 });
  });

  it('takes a temporary file over', async () => {
    const file = await store.temporaryPath();
    await writeFile(file, 'photo');
    await store.put('cc/dd/two', { file });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
    expect((await store.stat('cc/dd/two'))?.bytes).toBe(5);
  });

  it('answers null for what is absent, folders included, and removes without complaint', async () => {
    expect(await store.read('no/such/key')).toBeNull();
    expect(await store.stat('aa/bb')).toBeNull();
    expect(await store.read('aa/bb')).toBeNull();
    expect(await store.read('aa/bb/one/deeper')).toBeNull();
    await store.remove('no/such/key');
    await store.put('ee/three', Buffer.from('x'));
    await store.remove('ee/three');
    expect(await store.stat('ee/three')).toBeNull();
  });

  it('lists below a folder only', async () => {
    await store.put('list/a/1', Buffer.from('1'));
    await store.put('list/b/2', Buffer.from('2'));
    await store.put('list2/a/3', Buffer.from('3'));
    expect(await keys('list')).toEqual(['list/a/1', 'list/b/2']);
    expect(await keys('none')).toEqual([]);
  });

  it.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    'a/',
    '',
    '.tmp/x',
    'a/.b',
    'a\\b',
    'a\0b',
    'A/b',
    'a/b\n',
    '..',
    'é',
  ])('refuses the key %j in every operation', async (key) => {
    await expect(store.put(key, Buffer.from('x'))).rejects.toThrow('not a storage key');
    await expect(store.read(key)).rejects.toThrow('not a storage key');
    await expect(store.stat(key)).rejects.toThrow('not a storage key');
    await expect(store.remove(key)).rejects.toThrow('not a storage key');
    await expect(keys(key)).rejects.toThrow('not a storage key');
    expect((await readdir(parent)).sort()).toEqual(['objects']);
  });

  it('leaves no temporary file when a put fails', async () => {
    await store.put('folder/in/way', Buffer.from('x'));
    await expect(store.put('folder/in', Buffer.from('y'))).rejects.toThrow(/EISDIR|ENOTEMPTY/);
    expect(await readdir(path.join(parent, 'objects', '.tmp'))).toEqual([]);
  });

  it('sweeps old temporary files and spares young ones', async () => {
    const [old, young] = [await store.temporaryPath(), await store.temporaryPath()];
    await mkdir(path.dirname(old), { recursive: true });
    await writeFile(old, 'o');
    await writeFile(young, 'y');
    await utimes(old, new Date(0), new Date(0));
    expect(await store.sweepTemporary(new Date(Date.now() - 3_600_000))).toBe(1);
    expect(await readdir(path.dirname(young))).toEqual([path.basename(young)]);
  });
});
