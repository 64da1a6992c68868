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
      {
        extends: true,
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: [setup('start-product.ts')],
          // One product for all: two browsers keep its processes and two cores at work.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
