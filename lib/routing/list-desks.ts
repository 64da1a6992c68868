import { db } from '@/lib/platform/db';
import { UNSETTLED } from './desk-effects';

/** A desk as an operator sees it: no secret, only the ids of those that are valid. */
export interface DeskSetUp {
  code: string;
  jurisdictionCode: string;
  nameZh: string;
  nameEn: string;
  kind: string;
  baseUrl: string;
  active: boolean;
  paused: boolean;
  /** Until when nothing is sent after failures in a row. */
  openUntil: Date | null;
  /** When it last answered. */
  lastSuccessAt: Date | null;
  keyIds: string[];
  rules: number;
  /** Deliveries that are not settled yet, and those given up until a person sends them again. */
  waiting: number;
  dead: number;
}

/**
 * Desks by code.
 * @param places of these jurisdictions only; null for every one
 */
export async function listDesks(now: Date, places: readonly string[] | null = null): Promise<DeskSetUp[]> {
  const { rows } = await db().query<DeskSetUp>(
    `WITH unsettled AS (
       SELECT jurisdiction_code, desk_code, count(*) FILTER (WHERE state <> 'dead')::int AS waiting,
         count(*) FILTER (WHERE state = 'dead')::int AS dead
       FROM (${UNSETTLED}) AS each_state GROUP BY 1, 2)
     SELECT d.code, d.jurisdiction_code AS "jurisdictionCode", d.name_zh AS "nameZh", d.name_en AS "nameEn", d.kind, d.base_url AS "baseUrl",
       d.active, d.paused, CASE WHEN h.open_until > $1 THEN h.open_until END AS "openUntil",
       h.last_success_at AS "lastSuccessAt", coalesce(u.waiting, 0) AS waiting, coalesce(u.dead, 0) AS dead,
       ARRAY(SELECT s.key_id FROM desk_secret s WHERE s.desk_code = d.code AND s.valid_from <= $1
         AND (s.valid_until IS NULL OR s.valid_until > $1) ORDER BY s.valid_from DESC) AS "keyIds",
       (SELECT count(*)::int FROM routing_rule r WHERE r.desk_code = d.code) AS rules
     FROM desk d LEFT JOIN desk_health h ON h.desk_code = d.code
     LEFT JOIN unsettled u ON u.jurisdiction_code = d.jurisdiction_code AND u.desk_code = d.code
     WHERE $2::text[] IS NULL OR d.jurisdiction_code = ANY ($2) ORDER BY d.code`,
    [now, places],
  );
  return rows;
}
