import { seedCalendar } from './calendar';
import { seedCatalogue } from './catalogue';
import type { SeedClient } from './client';
import { forgetDemoCases, seedDemoCases } from './demo-cases';
import { forgetDemoComponents, seedDemoComponents } from './demo-components';
import { forgetDemoDesks, seedDemoDesks } from './demo-desks';
import { forgetDemoNotices, seedDemoNotices } from './demo-notices';
import { forgetDemoStaff, seedDemoStaff } from './demo-staff';
import { seedDivisions } from './divisions';
import { seedRetention } from './retention';
import { seedSettings } from './settings';

export interface SeedOptions {
  /** Also the desks and the staff of the sandbox and some invented components. Without it their secrets are removed, should the database have served a sandbox before. */
  demo: boolean;
  /** With `demo`: also invented cases and notices, so that the public pages show something. */
  cases?: boolean;
  /** Where the sandbox's desks answer; from SANDBOX_PORT when left out. */
  deskBaseUrl?: string;
}

/**
 * Brings the reference data up to this release: divisions, categories, deadline rules, working calendar, settings, and for the
 * sandbox its desks. May run at every start and from several machines at once; what staff have changed is kept.
 */
export async function seed(client: SeedClient, options: SeedOptions): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('seed'))`);
    await seedDivisions(client);
    await seedCatalogue(client);
    await seedCalendar(client);
    await seedSettings(client, options.demo);
    await seedRetention(client);
    if (options.demo) {
      await seedDemoDesks(client, options.deskBaseUrl);
      await seedDemoComponents(client);
      await seedDemoStaff(client);
    } else {
      await forgetDemoStaff(client);
      await forgetDemoDesks(client);
      await forgetDemoComponents(client);
      await forgetDemoCases(client);
      await forgetDemoNotices(client);
    }
    if (options.demo && options.cases) {
      await seedDemoCases(client);
      await seedDemoNotices(client);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
