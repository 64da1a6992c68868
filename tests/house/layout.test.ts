import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');

/** Every file git would commit, so that a file not yet added counts too. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && fs.existsSync(path.join(root, file)));
const code = files.filter((file) => /\.(ts|tsx|mjs|cjs|js|css)$/.test(file));

describe('the layout of the house', () => {
  test('the top level is closed', () => {
    const allowed = [
      'app',
      'prisma',
      'public',
      'lib',
      'sandbox',
      'tests',
      'bench',
      'docs',
      '.ci',
      'package.json',
    ].concat([
      'package-lock.json',
      'next.config.js',
      'tsconfig.json',
      'README.md',
      '.gitignore',
      'proxy.ts',
      'LICENSE',
    ]);
    const found = new Set(files.map((file) => file.split('/')[0]));
    expect([...found].filter((name) => !allowed.includes(name ?? ''))).toEqual([]);
  });

  test('no file is longer than 300 lines', () => {
    const long = code
      .filter((file) => !file.startsWith('lib/platform/generated/'))
      .map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }));
    expect(long.length).toBeGreaterThan(20);
    expect(long.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  test('files are named in kebab-case', () => {
    const named = code.filter((file) => !file.startsWith('app/')).map((file) => path.basename(file));
    expect(named.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(name))).toEqual([]);
  });

  test('only registries gather exports', () => {
    const registries = [
      'lib/routing/connectors/index.ts',
      'lib/disclosure/registers/index.ts',
      'prisma/seed/index.ts',
    ];
    const index = files.filter((file) => /(^|\/)index\.tsx?$/.test(file) && !registries.includes(file));
    const gathering = code.filter((file) => /^export \* from /m.test(read(file)) && file.startsWith('lib/'));
    expect([...index, ...gathering]).toEqual([]);
  });

  test('nothing switches a check off or leaves a note to do', () => {
    const switches =
      /(oxlint|eslint|tslint)-disable|@ts-(ignore|nocheck|expect-error)|prettier-ignore|\b(TODO|FIXME|XXX)\b/;
    const self = 'tests/house/layout.test.ts';
    expect(code.filter((file) => file !== self && switches.test(read(file)))).toEqual([]);
  });

  test('every decision has a number of its own', () => {
    const records = files
      .filter((file) => /^docs\/decisions\/[^/]+\.md$/.test(file))
      .map((file) => path.basename(file));
    const numbers = records
      .filter((name) => !['README.md', 'dependencies.md'].includes(name))
      .map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1] ?? name);
    expect(numbers.filter((number, at) => numbers.indexOf(number) !== at || !/^\d{4}$/.test(number))).toEqual(
      [],
    );
  });
});

describe('version floors', () => {
  const floors: Record<string, string> = {
    next: '16.3.8',
    sharp: '0.35.4',
    nodemailer: '7.0.0',
    'next-auth': '4.24.15',
  };
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const packages = (
    JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string }> }
  ).packages;

  test.each(Object.entries(floors).filter(([name]) => name in dependencies))(
    '%s is at least %s',
    (name, floor) => {
      const version = packages[`node_modules/${name}`]?.version ?? '0';
      const [have, need] = [version, floor].map((text) => text.split('.').map(Number));
      const at = need?.findIndex((part, index) => part !== have?.[index]) ?? -1;
      expect(at === -1 || (have?.[at] ?? 0) > (need?.[at] ?? 0), `${name} ${version}`).toBe(true);
    },
  );

  test('every dependency names one exact version', () => {
    expect(Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
  });
});
