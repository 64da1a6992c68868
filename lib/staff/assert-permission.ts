import { assertActor, type Actor, type StaffActor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { mayDo, placesOf, type Permission } from './permissions';
import { WHOLE_PROVINCE } from './roles';

/** How long after proving who one is sensitive acts are taken. Pages ask earlier, so that no form is filled in for nothing. */
export const RECENT_MS = 20 * 60_000;

/**
 * Asserts that a member of staff may do this in every one of the jurisdictions (at least one). A refusal is an audit row
 * of its own, in no transaction that could take it back.
 * @returns the actor, now known to be staff
 * @throws DomainError forbidden
 */
export async function assertPermission(
  actor: Actor,
  permission: Permission,
  jurisdictionCodes: readonly string[],
): Promise<StaffActor> {
  assertActor(actor, 'staff');
  const refused = jurisdictionCodes.find((code) => !mayDo(actor.grants, permission, code));
  if (refused !== undefined || jurisdictionCodes.length === 0) return refuse(actor, permission, refused);
  return actor;
}

/**
 * Asserts that a member of staff may do this, or one of several things, somewhere, before it is looked up where.
 * @throws DomainError forbidden
 */
export async function assertSomewhere(
  actor: Actor,
  permission: Permission,
  ...others: readonly Permission[]
): Promise<StaffActor> {
  assertActor(actor, 'staff');
  const any = [permission, ...others].some((one) => placesOf(actor.grants, one).length > 0);
  return any ? actor : refuse(actor, permission);
}

async function refuse(
  actor: Actor,
  permission: Permission,
  jurisdictionCode = WHOLE_PROVINCE,
): Promise<never> {
  await audit(db(), {
    jurisdictionCode,
    actor,
    action: permission,
    subjectKind: 'permission',
    subjectId: permission,
    outcome: 'refused',
  });
  throw new DomainError('forbidden');
}

/**
 * Asserts that the actor proved who they are a short while ago.
 * @throws DomainError confirm_needed
 */
export function assertRecent(actor: StaffActor, now: Date): void {
  if (now.getTime() - actor.authenticatedAt.getTime() > RECENT_MS) throw new DomainError('confirm_needed');
}
