import type { AuditRow } from '@/lib/platform/audit-chain';
import type { Tx } from '@/lib/platform/db';
import { tell, type LiveChange, type LiveTopic } from '@/lib/platform/live/notices';

/** The topic of what an audit row is about. What is not named here tells for itself, or nobody. */
const TOPICS: Readonly<Record<string, LiveTopic>> = {
  ticket: 'tickets',
  delivery: 'deliveries',
};

/** What rows of the trail come to: one change for each topic and prefecture. Pure. */
export function changesOf(
  rows: readonly Pick<AuditRow, 'jurisdictionCode' | 'subjectKind' | 'subjectId' | 'action'>[],
): LiveChange[] {
  const changes = new Map<string, { topic: LiveTopic; place: string; ids: Set<string>; acts: Set<string> }>();
  for (const { jurisdictionCode: place, subjectKind, subjectId, action } of rows) {
    const topic = Object.hasOwn(TOPICS, subjectKind) ? TOPICS[subjectKind] : undefined;
    if (!topic) continue;
    const key = `${topic} ${place}`;
    const found = changes.get(key) ?? { topic, place, ids: new Set(), acts: new Set() };
    changes.set(key, found);
    found.ids.add(subjectId);
    found.acts.add(action);
  }
  return [...changes.values()].map(({ topic, place, ids, acts }) => ({
    topic,
    places: [place],
    ids: [...ids],
    acts: [...acts],
  }));
}

/**
 * Tells the consoles what has happened, from the audit trail as it is sealed: once a second, whatever the number of reports,
 * so that taking in a report never waits for the lock that a notification holds until its commit (decision 78).
 */
export async function tellSealed(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  for (const change of changesOf(rows)) await tell(tx, change);
}
