import { expect, it } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { purgeProviderEvents } from './purge-provider-events';

const database = useDatabase();

it('forgets webhooks older than 30 days and keeps the others', async () => {
  await database.query(
    `INSERT INTO provider_event (provider, event_id, received_at)
     VALUES ('twilio', 'old', now() - interval '31 days'), ('twilio', 'new', now() - interval '29 days')`,
  );
  expect(await purgeProviderEvents({ kind: 'system', name: 'test' })).toBe(1);
  expect(await database.query('SELECT event_id FROM provider_event')).toEqual([{ event_id: 'new' }]);
});
