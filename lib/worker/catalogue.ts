import { z } from 'zod';

const ticketKey = { jurisdictionCode: z.string().length(6) };

/** Every job by name with its payload; one with a `requestId` runs under it. Any module may enqueue; handlers are bound in worker/jobs.ts. Imports nothing of ours. */
export const JOB_CATALOGUE = {
  /** Wakes the desk's delivery loop; the work itself stands in the delivery table. */
  'wake-desk': z.object({ deskCode: z.string() }),
  'send-message': z.object({ ...ticketKey, messageId: z.uuid(), requestId: z.string().max(100).optional() }),
  /** Removes a message once it is settled. */
  'forget-message': z.object({ ...ticketKey, messageId: z.uuid() }),
  /** Tells a one-time code to its contact, if that contact has reports. */
  'send-one-time-code': z.object({ codeId: z.uuid() }),
  /** Tells who follows a case of one change of it. */
  'tell-followers': z.object({
    ...ticketKey,
    ticketId: z.uuid(),
    eventId: z.uuid(),
    templateId: z.enum(['case-handled', 'case-closed', 'case-reopened', 'case-ended']),
    /** Who proved a contact later has seen it on the page. */
    at: z.iso.datetime(),
  }),
  'reconcile-messages': z.object({}),
  'reconcile-desks': z.object({}),
  'purge-uploads': z.object({}),
  'purge-drafts': z.object({}),
  'purge-sign-ins': z.object({}),
  'purge-staff-sign-ins': z.object({}),
  'purge-limits': z.object({}),
  /** The nightly run over every retention class, with its report. */
  'purge-by-class': z.object({}),
  'purge-setting-changes': z.object({}),
  /** Which due dates (DueScope of lib/tickets/open-deadlines); the provisional ones when left out. */
  'recompute-deadlines': z.object({
    scope: z
      .discriminatedUnion('of', [
        z.object({ of: z.literal('rule'), rule: z.string() }),
        z.object({ of: z.literal('calendar') }),
      ])
      .optional(),
  }),
  'check-calendar': z.object({}),
  /** Counts the week for the home page. */
  'refresh-week': z.object({}),
  'summarise-cases': z.object({}),
  'verify-audit': z.object({}),
} as const;

export type JobName = keyof typeof JOB_CATALOGUE;
export type JobPayload<N extends JobName> = z.input<(typeof JOB_CATALOGUE)[N]>;
