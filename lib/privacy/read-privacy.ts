import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import { RETENTION_RULES } from './retention-rules';

/** A retention class with what the last run did. */
export interface ClassReport {
  code: string;
  covers: { 'zh-CN': string; en: string };
  after: { 'zh-CN': string; en: string };
  purges: { 'zh-CN': string; en: string };
  days: number;
  minDays: number;
  maxDays: number;
  basis: string;
  confidence: 'read' | 'assumed';
  /** Null before the first run. */
  last: {
    at: Date;
    purged: number;
    oldestLeft: Date | null;
    overdueLeft: number;
    heldLeft: number;
    error: string | null;
  } | null;
}

/** Every class, in the order of a run, with its newest report. For the command line and the console. */
export async function classReports(): Promise<ClassReport[]> {
  const { rows } = await db().query<ClassReport>(
    `SELECT c.code, json_build_object('zh-CN', c.covers_zh, 'en', c.covers_en) AS covers,
       json_build_object('zh-CN', c.after_zh, 'en', c.after_en) AS after,
       json_build_object('zh-CN', c.purges_zh, 'en', c.purges_en) AS purges, c.days,
       c.min_days AS "minDays", c.max_days AS "maxDays", c.basis, c.confidence, r.last
     FROM retention_class c LEFT JOIN LATERAL (
       SELECT json_build_object('at', at, 'purged', purged, 'oldestLeft', oldest_left, 'overdueLeft', overdue_left,
         'heldLeft', held_left, 'error', error) AS last
       FROM purge_report WHERE class_code = c.code ORDER BY at DESC LIMIT 1) r ON true
     ORDER BY array_position($1::text[], c.code::text)`,
    [RETENTION_RULES.map(({ code }) => code)],
  );
  return rows.map((row) => ({
    ...row,
    last: row.last && {
      ...row.last,
      at: new Date(row.last.at),
      oldestLeft: row.last.oldestLeft && new Date(row.last.oldestLeft),
    },
  }));
}

/**
 * The classes for who sets their days.
 * @throws DomainError forbidden
 */
export async function readRetention(actor: StaffActor): Promise<ClassReport[]> {
  await assertSomewhere(actor, 'settings.retention');
  return classReports();
}

/** A ticket that is held, as the console lists it. */
export interface HoldView {
  trackingNumber: string;
  jurisdictionCode: string;
  reason: string;
  placedAt: Date;
  /** Display name of who placed it. */
  placedBy: string | null;
}

const MOST = 200;

/**
 * What `/console/privacy` shows: classes with their reports, and the newest 200 holds.
 * @throws DomainError forbidden
 */
export async function readPrivacy(actor: StaffActor): Promise<{ classes: ClassReport[]; holds: HoldView[] }> {
  await assertSomewhere(actor, 'privacy.read');
  const { rows } = await db().query<HoldView>(
    `SELECT t.tracking_number AS "trackingNumber", h.jurisdiction_code AS "jurisdictionCode", h.reason,
       h.placed_at AS "placedAt", a.display_name AS "placedBy"
     FROM ticket_hold h JOIN ticket t ON t.jurisdiction_code = h.jurisdiction_code AND t.id = h.ticket_id
     LEFT JOIN staff_account a ON a.id::text = h.placed_by
     ORDER BY h.placed_at DESC LIMIT ${MOST}`,
  );
  return { classes: await classReports(), holds: rows };
}
