import { FORM_RULES, IDEMPOTENCY_KEYS } from '@/lib/intake/retention';
import { UNBOUND_UPLOADS } from '@/lib/media/retention';
import { NOTIFY_RULES } from '@/lib/notify/retention';
import { SIGN_IN_RULES } from '@/lib/people/retention';
import { deleteAfter, type RetentionRule } from '@/lib/platform/retention';
import { STAFF_RULES } from '@/lib/staff/retention';
import { CASE_RULES } from '@/lib/tickets/cases/case-retention';
import { TICKET_RULES } from './ticket-rules';

/** Every retention class with its rule, in the order of a run. A class without one, or a rule without its class, fails the tests. */
export const RETENTION_RULES: readonly RetentionRule[] = [
  ...TICKET_RULES,
  ...CASE_RULES,
  ...NOTIFY_RULES,
  ...SIGN_IN_RULES,
  ...FORM_RULES,
  UNBOUND_UPLOADS,
  IDEMPOTENCY_KEYS,
  ...STAFF_RULES,
  deleteAfter({ code: 'reporter-reveal', table: 'reporter_reveal', since: 'at' }),
  deleteAfter({ code: 'purge-report', table: 'purge_report', since: 'at' }),
];
