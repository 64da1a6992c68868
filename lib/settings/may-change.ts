import type { Actor, StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { assertPermission, assertRecent, assertSomewhere } from '@/lib/staff/assert-permission';
import { readStoredChange, type ChangeState, type StoredChange } from './change-store';
import { settingKind, settingKinds } from './kinds';
import type { AnyKind } from './setting-kind';

/**
 * Everywhere a change counts. Somebody who may change nothing is refused before it is told whether the change exists.
 * @throws DomainError forbidden, not_found
 */
export async function mayChange(
  actor: Actor,
  id: unknown,
  now: Date | null,
): Promise<{ staff: StaffActor; kind: AnyKind; change: StoredChange }> {
  await assertAnySetting(actor);
  const change = await readStoredChange(db(), id);
  const kind = settingKind(change.kind);
  const places = [change.before, change.after]
    .filter((value) => value !== null)
    .map((value) => kind.jurisdictionOf(value));
  const staff = await assertPermission(actor, kind.permission, [change.jurisdictionCode, ...places]);
  if (kind.sensitive && now) assertRecent(staff, now);
  return { staff, kind, change };
}

/**
 * Somebody who may change at least one kind somewhere.
 * @throws DomainError forbidden
 */
export async function assertAnySetting(actor: Actor): Promise<StaffActor> {
  return assertSomewhere(actor, 'settings.site', ...settingKinds().map(({ permission }) => permission));
}

/** @throws DomainError change_settled when the change is in another state */
export function assertSettled(change: StoredChange, state: ChangeState): void {
  if (change.state !== state) throw new DomainError('change_settled');
}
