import { z } from 'zod';
import { getSetting } from '@/lib/platform/settings';
import { snapshot } from '@/lib/platform/snapshot';
import { patternWeight } from '../deadlines';
import { reference } from '../reference';

export const HIDDEN_KEY = 'cases.hidden-categories';

const patterns = z.array(z.string().regex(/^(\*|[0-9A-Z]{1,4}\*|[0-9A-Z]{5})$/));

/** Setting `cases.hidden-categories`: codes or beginnings such as `09*` that are not shown to the public. */
const setting = snapshot(() => getSetting(HIDDEN_KEY, patterns, []));

/** The category codes that settings keep from the public, at most two seconds old; it holds for what was published before, too. */
export async function hiddenCategories(): Promise<string[]> {
  const hidden = await setting.get();
  if (hidden.length === 0) return [];
  const { categories } = await reference();
  return [...categories.keys()].filter((code) => hidden.some((pattern) => patternWeight(pattern, code) >= 0));
}
