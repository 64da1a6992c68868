import type { Grant } from '@/lib/platform/actor';

/** What somebody may be; the three administrators come last and exclude each other. */
export const ROLES = [
  'operator',
  'triage',
  'supervisor',
  'publisher',
  'reviewer',
  'organiser',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;
export type Role = (typeof ROLES)[number];

/** The jurisdiction of a role that counts everywhere. */
export const WHOLE_PROVINCE = '000000';

export const isAdministrator = (role: string): boolean => role.endsWith('-admin');

/** True when nobody may hold these together: two administrator roles, be they of one power in two places. */
export function holdsTwoPowers(grants: readonly Grant[]): boolean {
  return grants.filter(({ role }) => isAdministrator(role)).length > 1;
}
