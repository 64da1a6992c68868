import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

// What a client component imports is sent to every visitor, and so is whatever that imports. From lib that may be schemas, words
// and pure rules: nothing that needs a server, and never a secret.

const root = path.resolve(import.meta.dirname, '../..');
const serverOnly =
  /^(node:|pg$|@prisma|sharp|pino|twilio|graphile-worker|nodemailer|prom-client|rate-limiter-flexible|next\/(server|headers))/;
const serverFolders =
  /^lib\/(worker|launch|platform\/(db|env|crypto|audit|jobs|log|metrics|storage|rate-limit|route|generated))/;

const clients = fs
  .readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .map((file) => path.join('app', file))
  .filter((file) => /\.tsx?$/.test(file) && /^['"]use client['"]/m.test(read(file)));

function read(file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

/** Specifiers of a file's value imports; types are gone before the browser sees them. */
function imports(file: string): string[] {
  const statements = read(file).matchAll(
    /^(?:import|export)\s+(?!type\s)(?:([^'";]*?)\sfrom\s+)?['"]([^'"]+)['"]/gm,
  );
  return [...statements].flatMap(([, names = '', target = '']) => (isTypesOnly(names) ? [] : [target]));
}

function isTypesOnly(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const list =
    inner
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return list.length > 0 && list.every((name) => name.startsWith('type '));
}

function resolve(from: string, target: string): string | null {
  const base = target.startsWith('@/')
    ? target.slice(2)
    : target.startsWith('.')
      ? path.join(path.dirname(from), target)
      : null;
  if (base === null) return null;
  const ends = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];
  return (
    ends
      .map((end) => base + end)
      .find((file) => fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile()) ?? null
  );
}

/** Every way from `file` to something of the server, as `a -> b -> c`. */
function leaks(file: string, way: string[], seen: Set<string>): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  if (serverFolders.test(file)) return [[...way, file].join(' -> ')];
  if (!/\.tsx?$/.test(file)) return [];
  return imports(file).flatMap((target) => {
    if (serverOnly.test(target)) return [[...way, file, target].join(' -> ')];
    const next = resolve(file, target);
    return next ? leaks(next, [...way, file], seen) : [];
  });
}

test('there are client components to look at', () => {
  expect(clients.length).toBeGreaterThan(3);
});

test.each(clients)('%s brings nothing of the server into the browser', (file) => {
  expect(leaks(file, [], new Set())).toEqual([]);
});

test('a way to the database is found through other files', () => {
  expect(leaks('lib/intake/submit-report.ts', [], new Set()).join('\n')).toMatch(/lib\/platform\//);
});
