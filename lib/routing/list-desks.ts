import { db } from '@/lib/platform/db';

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
  keyIds: string[];
  rules: number;
}

/** Every desk, by code. */
export async function listDesks(now: Date): Promise<DeskSetUp[]> {
  const { rows } = await db().query<DeskSetUp>(
    `SELECT d.code, d.jurisdiction_code AS "jurisdictionCode", d.name_zh AS "nameZh", d.name_en AS "nameEn", d.kind, d.base_url AS "baseUrl",
       d.active, d.paused, CASE WHEN h.open_until > $1 THEN h.open_until END AS "openUntil",
       ARRAY(SELECT s.key_id FROM desk_secret s WHERE s.desk_code = d.code AND s.valid_from <= $1
         AND (s.valid_until IS NULL OR s.valid_until > $1) ORDER BY s.valid_from DESC) AS "keyIds",
       (SELECT count(*)::int FROM routing_rule r WHERE r.desk_code = d.code) AS rules
     FROM desk d LEFT JOIN desk_health h ON h.desk_code = d.code ORDER BY d.code`,
    [now],
  );
  return rows;
}
