import { localePath } from '@/lib/platform/i18n/locales';

import { tellOnce } from './once';
import { doneAt, type StaffForm } from './staff-form';

/** Where an invitation leads: to its link, told once, or to the account when the link was mailed. */
export function afterInviting(
  { context, form }: StaffForm,
  accountId: string,
  token: string | null,
): Response {
  const page = `/console/accounts/${encodeURIComponent(accountId)}`;
  if (token === null) return doneAt(context, page, 'mailed');
  const next = localePath(context.locale, page);
  return tellOnce(context.locale, { kind: 'link', login: form.get('login') ?? '', token, next });
}
