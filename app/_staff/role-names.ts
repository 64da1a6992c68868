import { placeName } from '@/app/_report/place-names';
import type { Grant } from '@/lib/platform/actor';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { WHOLE_PROVINCE, type Role } from '@/lib/staff/roles';
import { reference } from '@/lib/tickets/reference';

import type { PageContext } from '../_page/context';

const NAMES: Record<Role, MessageKey> = {
  operator: 'console.role.operator',
  triage: 'console.role.triage',
  supervisor: 'console.role.supervisor',
  publisher: 'console.role.publisher',
  reviewer: 'console.role.reviewer',
  organiser: 'console.role.organiser',
  'system-admin': 'console.role.systemAdmin',
  'security-admin': 'console.role.securityAdmin',
  'audit-admin': 'console.role.auditAdmin',
};

/** A role in words. */
export function roleName({ t }: Pick<PageContext, 't'>, role: string): string {
  return Object.hasOwn(NAMES, role) ? t(NAMES[role as Role]) : role;
}

/** Where a role counts, in words. */
export async function placesByCode({
  t,
  locale,
}: Pick<PageContext, 't' | 'locale'>): Promise<ReadonlyMap<string, string>> {
  const { divisions } = await reference();
  const prefectures = [...divisions.values()].filter(({ level }) => level === 'prefecture');
  return new Map([
    [WHOLE_PROVINCE, t('console.wholeProvince')],
    ...prefectures.map((of): [string, string] => [of.code, placeName(of, locale)]),
  ]);
}

/** A grant in words: the role and where it counts. */
export function grantName(
  context: Pick<PageContext, 't'>,
  places: ReadonlyMap<string, string>,
  { role, jurisdictionCode }: Grant,
): string {
  return `${roleName(context, role)} · ${places.get(jurisdictionCode) ?? jurisdictionCode}`;
}
