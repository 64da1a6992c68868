import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');
const setup = (name: string) => path.join(import.meta.dirname, name);
const ignored = ['**/node_modules/**', '.next/**', '.build/**', '.data*/**', 'tests/output/**'];

const shared = {
  environment: 'node' as const,
  pool: 'forks' as const,
  exclude: ignored,
  setupFiles: [setup('environment.ts'), setup('console.ts')],
  restoreMocks: true,
};

/** What goes over all pages, which is as much work as all journeys together: `npm test` runs the two side by side. */
const everyPage = ['every-page', 'role-matrix'].map((file) => `tests/e2e/${file}.e2e.ts`);

/** Tests of a product of their own, one file after the other: each may change what all of it shows. */
const browserProject = (name: string, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: {
    ...shared,
    name,
    include,
    exclude: [...ignored, ...exclude],
    globalSetup: [setup('start-product.ts')],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    passWithNoTests: true,
    outputFile: { json: path.join(root, 'tests/output/vitest.json') },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ignored, '**/*.db.test.ts', 'tests/house/**', 'tests/contract/**'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'db',
          include: ['{app,lib,prisma,sandbox,tests,bench}/**/*.db.test.ts'],
          globalSetup: [setup('start-database.ts')],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'contract',
          include: ['tests/{house,contract}/**/*.test.ts'],
          exclude: [...ignored, '**/*.db.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      browserProject('journeys', ['tests/e2e/**/*.e2e.ts'], everyPage),
      browserProject('pages', everyPage),
    ],
  },
});
