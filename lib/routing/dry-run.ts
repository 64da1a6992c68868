import { db } from '@/lib/platform/db';
import { firstIdAt } from '@/lib/platform/ids';
import { decide, type DeskSummary, type RoutingRule } from './decide';

/** Days of past tickets that a change of routing is tried on, and how many of them at most, the newest first. */
export const DRY_RUN_DAYS = 90;
export const DRY_RUN_MOST = 20_000;
const MOST_EXAMPLES = 20;

/** Everything deciding reads of one prefecture. */
export interface Routing {
  rules: readonly RoutingRule[];
  desks: readonly (DeskSummary & { nameZh: string; nameEn: string })[];
}

/** Tickets that are the same to the routing table. */
export interface TicketGroup {
  categoryCode: string | null;
  divisionCode: string;
  urgency: string;
  requestType: string;
  count: number;
  /** Some of their numbers, the newest first. */
  numbers: readonly string[];
}

/** Tickets of one category that would go from one desk to another; null: nobody, they wait for triage. */
export interface Move {
  categoryCode: string | null;
  from: string | null;
  to: string | null;
  count: number;
}

/** What changed rules would have done with past tickets. */
export interface DryRun {
  tickets: number;
  /** There were more; only the newest were tried. */
  capped: boolean;
  moved: number;
  /** Of those moved: now with a desk, then without one. */
  withoutDesk: number;
  /** The most first. */
  moves: Move[];
  examples: (Omit<Move, 'count'> & { trackingNumber: string })[];
}

/** Rules and desks of a prefecture as they stand, not as they stood a moment ago. */
export async function routingOf(jurisdictionCode: string): Promise<Routing> {
  const [rules, desks] = await Promise.all([
    db().query<RoutingRule>(
      `SELECT id, jurisdiction_code AS "jurisdictionCode", priority, category_pattern AS "categoryPattern",
         division_pattern AS "divisionPattern", urgency, request_type AS "requestType", desk_code AS "deskCode"
       FROM routing_rule WHERE jurisdiction_code = $1 ORDER BY id`,
      [jurisdictionCode],
    ),
    db().query<Routing['desks'][number]>(
      `SELECT code, active, name_zh AS "nameZh", name_en AS "nameEn" FROM desk WHERE jurisdiction_code = $1 ORDER BY code`,
      [jurisdictionCode],
    ),
  ]);
  return { rules: rules.rows, desks: desks.rows };
}

/** Past tickets as the routing table sees them: only the columns it reads, and no word of anybody. */
async function pastTickets(jurisdictionCode: string, now: Date): Promise<TicketGroup[]> {
  const { rows } = await db().query<TicketGroup>(
    `SELECT category_code AS "categoryCode", division_code AS "divisionCode", urgency, request_type AS "requestType",
       count(*)::int AS count, (array_agg(tracking_number ORDER BY id DESC))[1:${MOST_EXAMPLES}] AS numbers
     FROM (SELECT id, tracking_number, category_code, division_code, urgency, request_type FROM ticket
           WHERE jurisdiction_code = $1 AND id >= $2 ORDER BY id DESC LIMIT ${DRY_RUN_MOST}) AS past
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    [jurisdictionCode, firstIdAt(now.getTime() - DRY_RUN_DAYS * 86_400_000)],
  );
  return rows;
}

/** Decides every group by both tables and counts where the answers differ. */
export function compareRouting(
  jurisdictionCode: string,
  groups: readonly TicketGroup[],
  present: Pick<Routing, 'rules' | 'desks'>,
  proposed: Pick<Routing, 'rules' | 'desks'>,
): DryRun {
  const found: DryRun = { tickets: 0, capped: false, moved: 0, withoutDesk: 0, moves: [], examples: [] };
  const moves = new Map<string, Move>();
  for (const { count, numbers, ...known } of groups) {
    found.tickets += count;
    const facts = { ...known, jurisdictionCode };
    const from = decide(facts, present.rules, present.desks).deskCode;
    const to = decide(facts, proposed.rules, proposed.desks).deskCode;
    if (from === to) continue;
    found.moved += count;
    if (to === null) found.withoutDesk += count;
    const { categoryCode } = known;
    const key = JSON.stringify([from, to, categoryCode]);
    const move = moves.get(key) ?? { categoryCode, from, to, count: 0 };
    moves.set(key, { ...move, count: move.count + count });
    for (const trackingNumber of numbers)
      if (found.examples.length < MOST_EXAMPLES)
        found.examples.push({ trackingNumber, categoryCode, from, to });
  }
  found.moves = [...moves.values()].toSorted((left, right) => right.count - left.count);
  found.capped = found.tickets >= DRY_RUN_MOST;
  return found;
}

/** What other rules or desks would have done with the tickets of the last ninety days. Nothing is written. */
export async function dryRun(
  jurisdictionCode: string,
  present: Routing,
  proposed: Routing,
  now: Date,
): Promise<DryRun> {
  return compareRouting(jurisdictionCode, await pastTickets(jurisdictionCode, now), present, proposed);
}
