import fs from 'node:fs';
import { expect, it } from 'vitest';
import { SETTINGS } from '@/lib/platform/env-settings';

it('docs/settings.md holds the table that `npm run settings` prints', () => {
  const stored = fs.readFileSync('docs/settings.md', 'utf8').split('\n');
  const rows = SETTINGS.map(({ name, fallback, meaning }) => `| \`${name}\` | ${fallback} | ${meaning} |`);
  expect(stored).toEqual(expect.arrayContaining(rows));
  expect(stored.filter((line) => line.startsWith('| `'))).toHaveLength(rows.length);
});
