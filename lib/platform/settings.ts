import type { z } from 'zod';
import { prisma } from './db';

/**
 * One setting row, checked by its reader's schema; the fallback serves until staff have set it.
 * @throws ZodError when what is stored does not fit
 */
export async function getSetting<T>(key: string, schema: z.ZodType<T>, fallback: T): Promise<T> {
  const row = await prisma().setting.findUnique({ where: { key } });
  return row ? schema.parse(row.value) : fallback;
}
