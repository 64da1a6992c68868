import { z } from 'zod';
import { systemClock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { boxAround, metresBetween } from '../distance';
import { plainCode } from '../components/component-code';
import { reference } from '../reference';
import { CASE_COLUMNS, caseRow, type StoredCase } from './case-rows';
import type { NearbyCases } from './case-schemas';
import { nearbyCasesView } from './case-views';
import { hiddenCategories } from './hidden-categories';

const MOST = 20;
/** Stored positions are rounded to a thousandth of a degree: up to this much beside the true one. */
const ROUNDING_M = 75;

const degrees = (bound: number) => z.coerce.number().min(-bound).max(bound);

const DEFAULT_RADIUS_M = 250;

/** Where somebody is about to report, and what. */
export const nearQuery = z
  .object({
    lng: degrees(180).optional().describe('WGS-84'),
    lat: degrees(85).optional().describe('WGS-84'),
    categoryCode: z
      .string()
      .regex(/^(?:\d{5}|[A-Z]\d{4})$/)
      .optional(),
    radius: z.coerce.number().min(50).max(1000).default(DEFAULT_RADIUS_M).describe('Metres'),
    assetCode: z
      .string()
      .transform(plainCode)
      .pipe(z.string().regex(/^[0-9A-Z-]{1,32}$/))
      .optional(),
  })
  .refine(({ lng, lat, categoryCode, assetCode }) =>
    assetCode !== undefined ? true : lng !== undefined && lat !== undefined && categoryCode !== undefined,
  );

interface Found extends StoredCase {
  lng: number | null;
  lat: number | null;
  asset_code: string | null;
}

/** What to look for: open cases of these categories around a position, or about one asset. */
export interface NearSearch {
  categoryCodes: readonly string[];
  /** WGS-84 degrees. */
  centre: { lng: number; lat: number } | null;
  /** In the form it is kept in (component-code). */
  assetCode: string | null;
  /** Metres, 250 by default. */
  radius?: number;
}

/** Open cases of the categories within the distance, and those about the same asset first; at most 20, the nearest first. */
export async function casesNear({
  categoryCodes,
  centre,
  assetCode,
  radius = DEFAULT_RADIUS_M,
}: NearSearch): Promise<NearbyCases> {
  const reach = radius + ROUNDING_M;
  const box = centre && boxAround(centre, reach);
  const [{ rows }, facts, hidden] = await Promise.all([
    db().query<Found>(
      `SELECT ${CASE_COLUMNS}, lng, lat, asset_code FROM public_case
       WHERE closed_at IS NULL AND (category_code = ANY($1) AND lat BETWEEN $2 AND $3 AND lng BETWEEN $4 AND $5
         OR asset_code = $6)
       ORDER BY submitted_at DESC LIMIT 500`,
      [[...categoryCodes], box?.south, box?.north, box?.west, box?.east, assetCode],
    ),
    reference(),
    hiddenCategories(),
  ]);
  const found = rows
    .filter(({ category_code }) => !hidden.includes(category_code))
    .map((row) => ({
      row: caseRow(row),
      metres:
        centre && row.lng !== null && row.lat !== null
          ? metresBetween(centre, { lng: row.lng, lat: row.lat })
          : null,
      sameAsset: assetCode !== null && row.asset_code === assetCode,
    }))
    .filter(({ metres, sameAsset }) => sameAsset || (metres !== null && metres <= reach))
    .sort((a, b) => Number(b.sameAsset) - Number(a.sameAsset) || (a.metres ?? 0) - (b.metres ?? 0))
    .slice(0, MOST);
  return nearbyCasesView(found, facts, systemClock.now());
}

/**
 * Open cases of the same category within a distance (250 m by default), or about the same asset; the nearest first.
 * @throws DomainError invalid_input
 */
export async function nearCases(query: URLSearchParams): Promise<NearbyCases> {
  const parsed = nearQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success)
    throw new DomainError('invalid_input', {
      fields: parsed.error.issues.map(({ path }) => ({
        field: path.length > 0 ? path.join('.') : 'lng',
        code: 'invalid_filter',
        message: {
          zh: '请给出经纬度和事项类别，或者部件编号。',
          en: 'Give a position and a category, or an asset code.',
        },
      })),
    });
  const { lng, lat, categoryCode, radius, assetCode } = parsed.data;
  return casesNear({
    categoryCodes: categoryCode === undefined ? [] : [categoryCode],
    centre: lng !== undefined && lat !== undefined ? { lng, lat } : null,
    assetCode: assetCode ?? null,
    radius,
  });
}
