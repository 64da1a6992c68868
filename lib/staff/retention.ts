import { deleteAfter } from '@/lib/platform/retention';

/** What is purged of staff's signing in; that somebody did stands in the audit trail. */
export const STAFF_RULES = [
  deleteAfter({ code: 'staff-sign-in', table: 'staff_sign_in', since: 'expires_at' }),
  deleteAfter({ code: 'staff-session', table: 'staff_session', since: 'absolute_end' }),
  deleteAfter({ code: 'staff-invitation', table: 'staff_invitation', since: 'expires_at' }),
] as const;
