import type { Grant } from '@/lib/platform/actor';
import { WHOLE_PROVINCE, type Role } from './roles';

/**
 * Who may do what: the one table. A command names its permission, a page asks for the permission of what it shows, and
 * tests/staff/role-matrix walks every role through every door against a table of its own.
 */
const PERMISSIONS = {
  'accounts.read': ['security-admin'],
  'accounts.invite': ['security-admin'],
  'accounts.roles': ['security-admin'],
  'accounts.edit': ['security-admin'],
  'accounts.lock': ['security-admin'],
  'accounts.close': ['security-admin'],
  'accounts.reset': ['security-admin'],
  'accounts.sessions': ['security-admin'],
  'system.health': ['supervisor', 'system-admin'],
  'audit.read': ['audit-admin'],
  'privacy.read': ['security-admin', 'audit-admin'],
  'privacy.hold': ['security-admin'],
  'reporter.read': ['operator', 'triage', 'supervisor'],
  'reporter.reveal': ['operator', 'triage', 'supervisor'],
  'reporter.secret': ['supervisor'],
  'settings.desks': ['system-admin'],
  'settings.routing': ['system-admin'],
  'settings.categories': ['system-admin'],
  'settings.deadlines': ['system-admin'],
  'settings.calendar': ['system-admin'],
  'settings.templates': ['system-admin'],
  'settings.divisions': ['system-admin'],
  'settings.notices': ['system-admin', 'publisher'],
  'settings.site': ['system-admin'],
  'settings.retention': ['system-admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

/** The permissions whose names begin so. */
export const permissionsOf = (beginning: string) =>
  ALL_PERMISSIONS.filter((name) => name.startsWith(beginning));

/** True when one of the grants gives the permission there; a role for the whole province counts everywhere. */
export function mayDo(grants: readonly Grant[], permission: Permission, jurisdictionCode: string): boolean {
  const roles: readonly string[] = PERMISSIONS[permission];
  return grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.jurisdictionCode === WHOLE_PROVINCE || grant.jurisdictionCode === jurisdictionCode),
  );
}

/** Where the grants give the permission: jurisdiction codes, 000000 among them for everywhere. */
export function placesOf(grants: readonly Grant[], permission: Permission): string[] {
  const roles: readonly string[] = PERMISSIONS[permission];
  return [...new Set(grants.filter(({ role }) => roles.includes(role)).map((of) => of.jurisdictionCode))];
}
