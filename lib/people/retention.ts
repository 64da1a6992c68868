import { deleteAfter } from '@/lib/platform/retention';

/** What is purged of people's signing in (retention_class). */
export const SIGN_IN_RULES = [
  deleteAfter({ code: 'one-time-code', table: 'one_time_code', since: 'expires_at' }),
  deleteAfter({ code: 'citizen-session', table: 'citizen_session', since: 'last_seen_at' }),
] as const;
