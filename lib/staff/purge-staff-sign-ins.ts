import type { Actor } from '@/lib/platform/actor';
import type { Clock } from '@/lib/platform/clock';
import { purgeAllDue } from '@/lib/platform/retention';
import { STAFF_RULES } from './retention';

/**
 * Removes unfinished sign-ins, sessions and invitations once their days are over; every hour, not only at night.
 * @returns how many rows were removed
 * @throws DomainError forbidden
 */
export function purgeStaffSignIns(actor: Actor, deps: { clock?: Clock } = {}): Promise<number> {
  return purgeAllDue(actor, STAFF_RULES, deps);
}
