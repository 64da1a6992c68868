import { staffPage, type StaffPage } from '@/app/_staff/staff-page';
import { settingKinds } from '@/lib/settings/kinds';
import { notFound } from 'next/navigation';

import type { AnyScreen } from './screen';
import { screenOf } from './screens';

/** The first line of a page about one kind of setting. */
export async function kindPage(
  params: Promise<{ locale: string; kind: string }>,
  need: { recent?: boolean } = {},
): Promise<{ page: StaffPage; screen: AnyScreen }> {
  const { kind: name } = await params;
  const kind = settingKinds().find((of) => of.kind === name) ?? notFound();
  const page = await staffPage(params, {
    permission: kind.permission,
    recent: Boolean(need.recent && kind.sensitive),
  });
  return { page, screen: screenOf(name) };
}
