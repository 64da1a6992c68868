import { gzipSync } from 'node:zlib';
import { expect, inject } from 'vitest';

const get = (path: string, cookie = '') =>
  fetch(inject('product').publicBaseUrl + path, { headers: cookie ? { cookie } : {} });

/** HTML of a page in bytes, and the script that it loads at once, in bytes after gzip. */
export async function pageWeight(path: string, cookie = ''): Promise<{ html: number; script: number }> {
  const html = await (await get(path, cookie)).text();
  const sources = [...html.matchAll(/<script src="([^"]+\.js)"([^>]*)>/g)].flatMap(([, source, rest]) =>
    source === undefined || /nomodule/i.test(rest ?? '') ? [] : [source],
  );
  const sizes = await Promise.all([...new Set(sources)].map(scriptSize));
  return { html: Buffer.byteLength(html), script: sizes.reduce((sum, size) => sum + size, 0) };
}

const sizes = new Map<string, Promise<number>>();

function scriptSize(source: string): Promise<number> {
  const known = sizes.get(source);
  if (known) return known;
  const size = get(source).then(async (answer) => gzipSync(Buffer.from(await answer.arrayBuffer())).length);
  sizes.set(source, size);
  return size;
}

/** What every page of the framework loads: for a file that does not exist Next answers with a page of its own, without our frame. */
export async function scriptFloor(): Promise<number> {
  const { script } = await pageWeight('/none.txt');
  expect(script).toBeGreaterThan(100 * 1024);
  return script;
}
