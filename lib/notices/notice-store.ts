import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import type { NoticeValue } from './notice-rules';

/** A row as selected with STAFF_COLUMNS. */
export type StaffNoticeRow = Omit<NoticeValue, 'startsAt' | 'endsAt'> & {
  id: string;
  startsAt: Date;
  endsAt: Date | null;
};

export const STAFF_COLUMNS = `id, jurisdiction_code AS "jurisdictionCode", kind, title_zh AS "titleZh", title_en AS "titleEn",
  body_zh AS "bodyZh", body_en AS "bodyEn", ARRAY(SELECT DISTINCT unnest(division_codes) ORDER BY 1) AS "divisionCodes",
  starts_at AS "startsAt", ends_at AS "endsAt", pinned, published`;

/** A row as a value. */
export function noticeOfRow({ id: _id, startsAt, endsAt, ...row }: StaffNoticeRow): NoticeValue {
  return { ...row, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
}

/** A notice as staff have it; null when there is none. `lock` holds it until the end of the transaction. */
export async function readNotice(tx: Tx, id: string, { lock = false } = {}): Promise<NoticeValue | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await tx.query<StaffNoticeRow>(
    `SELECT ${STAFF_COLUMNS} FROM notice WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] ? noticeOfRow(rows[0]) : null;
}

/** Writes a whole notice, new or changed; null takes it away. */
export async function writeNotice(tx: Tx, id: string, notice: NoticeValue | null, now: Date): Promise<void> {
  const values = notice && [
    notice.jurisdictionCode,
    id,
    notice.kind,
    notice.titleZh,
    notice.titleEn,
    notice.bodyZh,
    notice.bodyEn,
    notice.divisionCodes,
    notice.startsAt,
    notice.endsAt,
    notice.pinned,
    notice.published,
    now,
  ];
  if (!values) {
    await tx.query('DELETE FROM notice WHERE id = $1', [id]);
    return;
  }
  // The id alone names a notice; the place, which leads the key, may change.
  const { rowCount } = await tx.query(
    `UPDATE notice SET jurisdiction_code = $1, kind = $3, title_zh = $4, title_en = $5, body_zh = $6, body_en = $7,
       division_codes = $8, starts_at = $9, ends_at = $10, pinned = $11, published = $12, updated_at = $13 WHERE id = $2`,
    values,
  );
  if (rowCount === 0)
    await tx.query(
      `INSERT INTO notice (jurisdiction_code, id, kind, title_zh, title_en, body_zh, body_en, division_codes, starts_at,
         ends_at, pinned, published, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      values,
    );
}
