import { z } from 'zod';
import { DomainError } from '@/lib/platform/errors';
import type { NearbyCases } from '@/lib/tickets/cases/case-schemas';
import { casesNear } from '@/lib/tickets/cases/near-cases';
import { componentCode } from '@/lib/tickets/components/component-code';
import { reference } from '@/lib/tickets/reference';
import { suggestCategory } from './suggest/keyword-category';

const degrees = (bound: number) => z.number().min(-bound).max(bound).nullish();

/** A report that is being written, as far as it tells what it is about and where. */
export const nearReportBody = z.object({
  description: z
    .string()
    .max(20_000)
    .default('')
    .describe('Proposes the categories when none is chosen; not kept'),
  categoryCode: z.string().max(10).default(''),
  assetCode: z.string().max(200).default(''),
  lng: degrees(180).describe('WGS-84'),
  lat: degrees(85).describe('WGS-84'),
});

/**
 * Open cases that may be the one somebody is writing about: of the chosen category, or of those the description proposes,
 * within 250 m of the position; or about the same asset. Empty when nothing is known of the place.
 * @throws DomainError invalid_input
 */
export async function nearReport(input: unknown): Promise<NearbyCases> {
  const parsed = nearReportBody.safeParse(input);
  if (!parsed.success) throw new DomainError('invalid_input');
  const { description, categoryCode, assetCode, lng, lat } = parsed.data;
  const centre = typeof lng === 'number' && typeof lat === 'number' ? { lng, lat } : null;
  const asset = componentCode(assetCode);
  if (!centre && !asset) return { items: [] };
  const { categoryRows } = await reference();
  const categoryCodes =
    categoryCode === '' ? suggestCategory(description, categoryRows).map(({ code }) => code) : [categoryCode];
  return casesNear({ categoryCodes, centre, assetCode: asset });
}
