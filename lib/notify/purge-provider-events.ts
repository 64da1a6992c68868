import { assertActor, type Actor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';

/**
 * Forgets webhooks a provider will not repeat any more: Twilio gives a callback up within hours, so 30 days is ample.
 * @returns how many were removed
 */
export async function purgeProviderEvents(actor: Actor): Promise<number> {
  assertActor(actor, 'system');
  return (await db().query(`DELETE FROM provider_event WHERE received_at < now() - interval '30 days'`))
    .rowCount;
}
