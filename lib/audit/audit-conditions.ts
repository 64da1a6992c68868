import type { Tx } from '@/lib/platform/db';
import { actionsOf } from './action-names';
import { endOf, startOf, type AuditFilters, type AuditPosition } from './audit-filters';

/** More accounts than this are not somebody but a syllable. */
const MOST_ACCOUNTS = 50;

/**
 * The ids of actors that a name stands for: the account of that login or id, else accounts by a part of their name, and the
 * name itself, since desks, providers and systems are called by what they are.
 */
export async function actorIdsOf(tx: Tx, who: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string; exact: boolean }>(
    `SELECT id::text AS id, login = lower($1) OR id::text = lower($1) AS exact FROM staff_account
     WHERE login = lower($1) OR id::text = lower($1) OR strpos(display_name, $1) > 0 ORDER BY login LIMIT ${MOST_ACCOUNTS}`,
    [who],
  );
  const exact = rows.filter((row) => row.exact);
  return exact.length > 0 ? exact.map(({ id }) => id) : [...rows.map(({ id }) => id), who];
}

/** Parameters of a statement as they are handed out. */
class Values {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** One value as an equality, so that an index gives its rows in order; several as a list. */
function among(column: string, given: readonly string[], values: Values, type = 'text'): string {
  const [first, ...rest] = given;
  return first !== undefined && rest.length === 0
    ? `${column} = ${values.add(first)}`
    : `${column} = ANY (${values.add([...given])}::${type}[])`;
}

/**
 * The filters as a condition over `audit_event e`, and its parameters. What partial indexes ask for stands in the text: a
 * parameter would not do.
 * @param places where the reader may look; null for everywhere
 * @param actorIds what `who` stands for
 */
export function auditConditions(
  filters: AuditFilters,
  given: {
    places: readonly string[] | null;
    actorIds: readonly string[] | null;
    after: AuditPosition | null;
  },
): { where: string; values: unknown[] } {
  const values = new Values();
  const conditions: string[] = [];
  const { from, to, place, kind, action, outcome, subjectKind, subject, request } = filters;
  if (given.places) conditions.push(among('e.jurisdiction_code', given.places, values, 'bpchar'));
  if (place) conditions.push(`e.jurisdiction_code = ${values.add(place)}`);
  if (from) conditions.push(`e.at >= ${values.add(startOf(from))}`);
  if (to) conditions.push(`e.at < ${values.add(endOf(to))}`);
  if (kind) conditions.push(`e.actor_kind = '${kind}'`);
  if (given.actorIds)
    conditions.push(`e.actor_kind <> 'public'`, among('e.actor_id', given.actorIds, values));
  if (action)
    conditions.push(
      among('e.action', action.startsWith('@') ? (actionsOf(action.slice(1)) ?? []) : [action], values),
    );
  if (outcome) conditions.push(`e.outcome = '${outcome}'`);
  if (subjectKind) conditions.push(`e.subject_kind = ${values.add(subjectKind)}`);
  if (subject) conditions.push(`e.subject_id = ${values.add(subject)}`);
  if (request) conditions.push(`e.request_id = ${values.add(request)}`);
  if (given.after)
    conditions.push(`(e.at, e.id) < (${values.add(given.after.at)}, ${values.add(given.after.id)}::uuid)`);
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', values: values.list };
}
