import { defineConfig } from 'prisma/config';

// Paths are relative to this folder. The URL is only read by Prisma's own `migrate` commands (docs/runbook);
// `npm start` applies the same migrations without them.
export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? '' },
});
