import { z } from 'zod';
import { instant, named } from '../view-schemas';

/** A thing with a number on it, as everybody may see it. */
export const componentView = z.object({
  code: z.string().describe('As kept: capital letters, no blanks'),
  name: z.string().nullable(),
  category: named,
  prefecture: named,
  division: named,
  street: named.nullable(),
  address: z.string().nullable(),
  position: z.object({ lng: z.number(), lat: z.number() }).nullable().describe('WGS-84'),
  source: z.string().describe('The list it comes from'),
  updatedAt: instant,
});

export type ComponentView = z.infer<typeof componentView>;
