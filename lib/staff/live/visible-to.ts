import type { Grant } from '@/lib/platform/actor';
import type { LiveChange, LiveTopic } from '@/lib/platform/live/notices';
import { mayDo, permissionsOf, type Permission } from '../permissions';

/** What one must be allowed, any of these in one of a change's places, to be told of it. */
const NEEDED: Record<LiveTopic, readonly Permission[]> = {
  tickets: ['system.health'],
  deliveries: ['system.health'],
  settings: ['system.health', ...permissionsOf('settings.')],
  accounts: ['accounts.read'],
};

/**
 * What somebody is told of a change: an allow-list of its fields, and of its places those that are theirs.
 * @returns undefined when it is none of their business
 */
export function visibleTo(grants: readonly Grant[], change: LiveChange): LiveChange | undefined {
  const { topic, ids, acts } = change;
  const places = change.places.filter((place) =>
    NEEDED[topic].some((permission) => mayDo(grants, permission, place)),
  );
  if (places.length === 0) return undefined;
  return { topic, places, ...(ids ? { ids } : {}), ...(acts ? { acts } : {}) };
}
