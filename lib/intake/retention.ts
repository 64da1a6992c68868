import { deleteAfter } from '@/lib/platform/retention';

/** Forms that were not sent. They end by the time that was told when they were kept. */
export const FORM_RULES = [
  deleteAfter({ code: 'web-draft', table: 'web_draft', since: 'expires_at' }),
  deleteAfter({ code: 'track-form', table: 'track_form', since: 'expires_at' }),
] as const;

/** Until then a report or act that waits on somebody's device is not done twice. */
export const IDEMPOTENCY_KEYS = deleteAfter({
  code: 'idempotency-key',
  table: 'idempotency_key',
  since: 'created_at',
});
