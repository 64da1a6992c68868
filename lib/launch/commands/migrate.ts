import { migrate, retryMigration } from '@/lib/launch/migrate';

/** `npm run migrate`: applies what is missing. `npm run migrate -- retry <name>`: once the cause of a failed migration is corrected. */
export default async function run([verb, name]: string[]): Promise<void> {
  const { DATABASE_URL = '', DATABASE_OWNER_URL = '' } = process.env;
  if (verb === 'retry' && name) await retryMigration(DATABASE_OWNER_URL, name);
  const applied = await migrate({ ownerUrl: DATABASE_OWNER_URL, appRole: new URL(DATABASE_URL).username });
  console.log(applied.length ? applied.join('\n') : '没有待执行的迁移 / nothing to apply');
}
