import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { snapshot } from '@/lib/platform/snapshot';
import { summarySql, type FacetRow } from './case-facets';
import { filterConditions, Values, type CaseFilters } from './case-filters';
import { hiddenCategories } from './hidden-categories';

const PROVINCE = '000000';

/** Fewer are counted for every reader: that is as quick as looking the summary up, and never late. */
const LEAST_COUNT = 1_000;

/** A summary that the job has not renewed for so long is not shown: the worker stands still. */
const OLDEST_MS = 15 * 60_000;

/** Whose summary counts what these filters let through: the province's or a prefecture's; null when nobody's does. */
export function summaryScope(filters: CaseFilters): string | null {
  const { district, ...others } = filters;
  if (Object.values(others).some(Boolean)) return null;
  if (!district) return PROVINCE;
  return district.length === 6 && district.endsWith('00') ? district : null;
}

/** Counts all published cases anew, in the province and in each prefecture. */
export async function summariseCases(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'system');
  const values = new Values();
  const now = deps.clock.now();
  const hidden = await hiddenCategories();
  const conditions = filterConditions({}, hidden, values, now);
  const at = values.add(now);
  const counted = summarySql(conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', at);
  await db().query(
    `WITH counted AS (${counted}),
     gone AS (DELETE FROM case_summary WHERE jurisdiction_code NOT IN (SELECT scope FROM counted))
     INSERT INTO case_summary (jurisdiction_code, count, facets, hidden, made_at)
     SELECT scope, count, facets, ${values.add(hidden)}, ${at} FROM counted
     ON CONFLICT (jurisdiction_code) DO UPDATE
       SET count = excluded.count, facets = excluded.facets, hidden = excluded.hidden, made_at = excluded.made_at`,
    values.list,
  );
}

/** How many published cases there are, and how they spread. */
interface CaseCounts {
  count: number;
  facets: FacetRow[];
  madeAt: Date;
}

interface StoredCounts extends CaseCounts {
  scope: string;
  hidden: string[];
}

/** Made every few minutes: one answer serves every reader for two seconds. */
const stored = snapshot(async () => {
  const { rows } = await db().query<StoredCounts>(
    `SELECT jurisdiction_code::text AS scope, count, facets, hidden, made_at AS "madeAt" FROM case_summary`,
  );
  return new Map(rows.map((row) => [row.scope, row]));
});

/** The counts of a scope when they are worth reading: of many cases, of what is shown today, and made lately. */
export async function findCaseSummary(
  scope: string,
  hidden: readonly string[],
  now: Date,
): Promise<CaseCounts | null> {
  const counts = (await stored.get()).get(scope);
  if (!counts || counts.count <= LEAST_COUNT || now.getTime() - counts.madeAt.getTime() >= OLDEST_MS)
    return null;
  const ofToday =
    counts.hidden.length === hidden.length && counts.hidden.every((code, at) => code === hidden[at]);
  return ofToday ? counts : null;
}
