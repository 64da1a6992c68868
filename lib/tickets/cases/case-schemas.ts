import { z } from 'zod';
import { instant, named, names, status } from '../view-schemas';

/** A published case in a list. */
export const caseSummary = z.object({
  id: z.string().describe('Public name of the case; not the tracking number'),
  url: z.string(),
  state: z.enum(['open', 'closed']),
  status,
  statusText: names,
  category: named,
  prefecture: named,
  division: named,
  street: named.nullable(),
  submittedAt: instant,
  dueAt: instant.nullable(),
  closedAt: instant.nullable(),
  updatedAt: instant,
  overdue: z.boolean().describe('Past its date while open, or closed after it'),
  desk: named.nullable(),
  description: z.string().nullable().describe('Only a text that a person has released'),
  result: z.string().nullable().describe('Only a text that a person has released'),
  followers: z.int().min(0).describe('People who met the same problem, besides who reported it'),
});

/** One case with what has happened. */
export const caseDetail = caseSummary.extend({
  dueProvisional: z.boolean().describe('Rests on a year whose holidays are not published yet'),
  timeline: z.array(z.object({ at: instant, status: status, statusText: names, dueAt: instant.nullable() })),
});

const counts = z.array(z.object({ value: z.string(), count: z.int() }));

/** A page of a list of cases. */
export const caseList = z.object({
  items: z.array(caseSummary),
  next: z.string().nullable().describe('Value of `cursor` for the next page'),
  count: z.int(),
  capped: z.boolean().describe('Counting ended at 10000, there are more than `count`'),
  countedAt: instant
    .nullable()
    .describe(
      'When `count` and `facets` were counted, if not just now: many cases are counted every few minutes',
    ),
  facets: z
    .object({
      prefecture: counts,
      district: counts,
      major: counts,
      category: counts,
      state: counts,
      overdue: counts,
      month: counts,
    })
    .describe('Cases per value of a filter; when `capped`, of the newest ones only'),
});

/** Open cases near a place. */
export const nearbyCases = z.object({
  items: z.array(
    caseSummary.extend({
      metres: z.int().nullable().describe('Rounded to 50; null when only the asset is the same'),
      sameAsset: z.boolean(),
    }),
  ),
});

/** What following a case answers. */
export const followedCase = z.object({
  followers: z.int().min(0),
  url: z
    .string()
    .describe(
      'Page of this one follower, by a signed link: leave a contact to hear of progress, or stop following',
    ),
});

export type CaseSummary = z.infer<typeof caseSummary>;
export type CaseDetail = z.infer<typeof caseDetail>;
export type CaseList = z.infer<typeof caseList>;
export type NearbyCases = z.infer<typeof nearbyCases>;
