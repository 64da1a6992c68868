import type { Actor } from '@/lib/platform/actor';
import type { Clock } from '@/lib/platform/clock';
import { purgeAllDue } from '@/lib/platform/retention';
import { FORM_RULES } from './retention';

/**
 * Removes drafts past their seven days, sent or not, and refused forms of the track page past their day; every hour.
 * @returns how many were removed
 * @throws DomainError forbidden
 */
export function purgeDrafts(actor: Actor, deps: { clock?: Clock } = {}): Promise<number> {
  return purgeAllDue(actor, FORM_RULES, deps);
}
