import { upsert, type SeedClient } from './client';

const DEMO_OWNER = {
  organiser: '演示站点，不是政府网站 / Demonstration, not a government site',
  contact: '12319',
  siteCode: '',
  icpNumber: '',
  policeNumber: '',
};

/** Defaults that staff may change; a setting that is there already is never touched. */
export async function seedSettings(client: SeedClient, demo: boolean): Promise<void> {
  await upsert(client, {
    table: 'setting',
    columns: { key: 'text', value: 'jsonb', source: 'text' },
    key: ['key'],
    updates: [],
    rows: [
      {
        key: 'working-hours',
        value: [
          { start: '08:30', end: '12:00' },
          { start: '13:30', end: '17:00' },
        ],
        source: 'proposed default; configure per city',
      },
      ...(demo ? [{ key: 'site.owner', value: DEMO_OWNER, source: 'sandbox' }] : []),
    ],
  });
}
