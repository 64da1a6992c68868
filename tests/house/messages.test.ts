import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import en from '@/lib/platform/i18n/messages/en.json';
import fault from '@/lib/platform/i18n/messages/fault.json';
import zhCN from '@/lib/platform/i18n/messages/zh-CN.json';

function leaves(node: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[prefix + name, value] as [string, string]]
        : [...leaves(value as object, `${prefix}${name}.`)],
    ),
  );
}

function sources(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(file);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.test.ts')
      ? [fs.readFileSync(file, 'utf8')]
      : [];
  });
}

const root = path.resolve(import.meta.dirname, '../..');
const chinese = leaves(zhCN);
const english = leaves(en);
const code = [...sources(path.join(root, 'app')), ...sources(path.join(root, 'lib/platform/i18n'))].join(
  '\n',
);

const literal = /(['"])([a-z]\w*(?:\.\w+)+)\1/g;
const used = new Set([...code.matchAll(literal)].map((match) => match[2] ?? ''));
/** `track.state.${x}` stands for every key of that shape. */
const patterns = [...code.matchAll(/\bt\(`([^`]+)`/g)].map(
  (match) => new RegExp(`^${(match[1] ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '\\w+')}$`),
);

test('the catalogues have the same keys in both languages', () => {
  expect([...english.keys()]).toEqual([...chinese.keys()]);
  expect(Object.keys(fault.en)).toEqual(Object.keys(fault['zh-CN']));
});

test('every key that the pages ask for exists', () => {
  const asked = [...code.matchAll(/\b(?:t|pageMetadata)\(\s*(['"])([^'"]+)\1/g)].map(
    (match) => match[2] ?? '',
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => !chinese.has(key))).toEqual([]);
  const empty = patterns.filter((pattern) => ![...chinese.keys()].some((key) => pattern.test(key)));
  expect(empty).toEqual([]);
});

test('no text is left that no page shows', () => {
  const idle = [...chinese.keys()].filter(
    (key) => !used.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(idle).toEqual([]);
});

test('a text has the same places to fill in both languages', () => {
  const places = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();
  for (const [key, text] of chinese) expect(places(english.get(key) ?? ''), key).toEqual(places(text));
});

test('texts for the browser have no plural forms, which only the server can choose', () => {
  const plural = [...chinese, ...english].filter(
    ([key, text]) => /^(report|form|emergency|receipt)\./.test(key) && /\{\w+,/.test(text),
  );
  expect(plural).toEqual([]);
});
