import { z } from 'zod';
import * as mini from 'zod/mini';

import { names } from '@/lib/tickets/view-schemas';

import { submissionFields } from '../submission';

const { description, divisionCode, occurredAt } = submissionFields.shape;

/** What a suggestion is asked for: the fields of a report that say something about its category. */
export const suggestRequest = mini.object({
  text: description,
  /** These two are checked and, for now, change nothing: the words alone decide. */
  divisionCode: mini.optional(divisionCode),
  occurredAt,
});

/** Matters that plainly belong to somebody else. `where` is a number to call. */
export const outOfScope = z.object({
  where: z.string().describe('The number to call instead'),
  reason: z.string(),
  reasonEn: z.string(),
  words: z.array(z.string()),
});

/** What a description speaks of. Words stand as in the folded text: narrowed, lower case, simplified. */
export const suggestReply = z.object({
  suggestions: z
    .array(
      z.object({
        code: z.string(),
        name: names,
        score: z.number().min(0).max(1),
        words: z.array(z.string()),
      }),
    )
    .max(3)
    .describe('Best first; empty when not sure'),
  outOfScope: outOfScope.optional().describe('Advice only: a report is taken all the same'),
  emergency: z
    .object({ services: z.array(z.enum(['110', '119', '120', '122', 'gas'])), words: z.array(z.string()) })
    .optional()
    .describe('Whom to call first'),
});

export type OutOfScope = z.infer<typeof outOfScope>;
export type SuggestReply = z.infer<typeof suggestReply>;
