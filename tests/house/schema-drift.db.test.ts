import { inject, expect, test } from 'vitest';
import { embeddedUrl } from '@/lib/launch/database';
import { missingMigration } from '@/lib/launch/schema-engine';

test('prisma/migrations reach prisma/schema: nothing is missing', async () => {
  const { port, password } = inject('server');
  expect(await missingMigration(embeddedUrl(port, 'postgres', password, 'postgres'))).toBe('');
});
