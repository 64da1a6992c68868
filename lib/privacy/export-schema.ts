import { z } from 'zod';
import { names, publicTicketView } from '@/lib/tickets/view-schemas';

const instant = z.iso.datetime();

/** Everything that is held about a contact, as its owner gets it. */
export const personData = z.object({
  madeAt: instant,
  contact: z.object({ kind: z.enum(['phone', 'email']), address: z.string().nullable() }),
  reports: z.array(
    publicTicketView.extend({
      description: z.string(),
      address: z.string().nullable(),
      lng: z.number().nullable(),
      lat: z.number().nullable(),
      answers: z.record(z.string(), z.unknown()),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      keepSecret: z.boolean(),
      erasedWhenClosed: z.boolean(),
      photoLinks: z.array(z.string()).describe('Each works for a day'),
    }),
  ),
  following: z.array(z.object({ caseId: z.string(), category: names, division: names, since: instant })),
  messages: z.array(
    z.object({ at: instant, channel: z.string(), state: z.string(), to: z.string(), text: z.string() }),
  ),
  sessions: z.array(z.object({ startedAt: instant, lastSeenAt: instant, ended: z.boolean() })),
  codes: z.array(z.object({ askedAt: instant, purpose: z.string(), used: z.boolean() })),
  optedOut: z.array(z.object({ channel: z.string(), since: instant })),
});

export type PersonData = z.output<typeof personData>;
