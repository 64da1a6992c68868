import type { Actor } from '@/lib/platform/actor';
import type { Clock } from '@/lib/platform/clock';
import { purgeAllDue } from '@/lib/platform/retention';
import { SIGN_IN_RULES } from './retention';

/**
 * Removes one-time codes and sessions once their days are over; every hour, not only at night.
 * @returns how many rows were removed
 * @throws DomainError forbidden
 */
export function purgeSignIns(actor: Actor, deps: { clock?: Clock } = {}): Promise<number> {
  return purgeAllDue(actor, SIGN_IN_RULES, deps);
}
