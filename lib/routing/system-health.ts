import type { Actor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { readiness, type Readiness } from '@/lib/platform/readiness';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import { placesOf } from '@/lib/staff/permissions';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';
import { listDesks } from './list-desks';
import { waitingWork } from './waiting-work';

/** How many wait, and since when the oldest does. */
export interface Backlog {
  count: number;
  oldest: Date | null;
}

export type DeskState = 'active' | 'paused' | 'setAside' | 'circuitOpen';

/** A desk with what waits for it. */
export interface DeskHealth {
  code: string;
  jurisdictionCode: string;
  nameZh: string;
  nameEn: string;
  state: DeskState;
  waiting: number;
  dead: number;
}

/** How the system does, where the actor may see it. Counts and times only. */
export interface SystemHealth {
  worker: Readiness['worker'];
  /** Not settled after ten minutes. */
  late: Backlog;
  dead: Backlog;
  triage: Backlog;
  unsent: Backlog;
  desks: DeskHealth[];
}

/**
 * What stands still, for whoever must see that it moves again.
 * @throws DomainError forbidden
 */
export async function readSystemHealth(actor: Actor, now: Date): Promise<SystemHealth> {
  const staff = await assertSomewhere(actor, 'system.health');
  const given = placesOf(staff.grants, 'system.health');
  const places = given.includes(WHOLE_PROVINCE) ? null : given;
  const { dead, unsettled, triage } = await waitingWork(1, now, places);
  return {
    worker: (await readiness()).worker,
    late: { count: unsettled.count, oldest: unsettled.rows[0]?.createdAt ?? null },
    dead: { count: dead.count, oldest: dead.rows[0]?.createdAt ?? null },
    triage: { count: triage.count, oldest: triage.rows[0]?.since ?? null },
    unsent: await unsentMessages(places),
    desks: await desksOf(places, now),
  };
}

async function unsentMessages(places: readonly string[] | null): Promise<Backlog> {
  const { rows } = await db().query<Backlog>(
    `SELECT count(*)::int AS count, min(created_at) AS oldest FROM message
     WHERE state IN ('queued', 'sending', 'unknown') AND ($1::text[] IS NULL OR jurisdiction_code = ANY($1))`,
    [places],
  );
  return rows[0]!;
}

async function desksOf(places: readonly string[] | null, now: Date): Promise<DeskHealth[]> {
  const desks = await listDesks(now, places);
  return desks.map(
    ({ code, jurisdictionCode, nameZh, nameEn, active, paused, openUntil, waiting, dead }) => ({
      code,
      jurisdictionCode,
      nameZh,
      nameEn,
      state: !active ? 'setAside' : paused ? 'paused' : openUntil ? 'circuitOpen' : 'active',
      waiting,
      dead,
    }),
  );
}
