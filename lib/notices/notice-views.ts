import { z } from 'zod';
import { NOTICE_KINDS } from './notice-kinds';

const instant = z.iso.datetime();
const text = z.object({ 'zh-CN': z.string(), en: z.string().nullable() });

/** A notice as anyone may see it. English is null where nobody has written it. */
export const noticeView = z.object({
  id: z.uuid(),
  kind: z.enum(NOTICE_KINDS),
  jurisdictionCode: z.string().describe('A prefecture, or 000000 for the whole province'),
  divisionCodes: z.array(z.string()).describe('Counties concerned; none: the whole jurisdiction'),
  title: text,
  body: text.describe('Plain text; a line is a paragraph'),
  startsAt: instant,
  endsAt: instant.nullable(),
  updatedAt: instant,
  ended: z.boolean(),
});

export type NoticeView = z.infer<typeof noticeView>;

/** A row as selected. */
export interface NoticeRow {
  id: string;
  kind: string;
  jurisdiction_code: string;
  division_codes: string[];
  title_zh: string;
  title_en: string | null;
  body_zh: string;
  body_en: string | null;
  starts_at: Date;
  ends_at: Date | null;
  updated_at: Date;
}

/** The columns anyone may see. */
export const NOTICE_COLUMNS = `id, kind, jurisdiction_code, division_codes, title_zh, title_en, body_zh, body_en, starts_at,
  ends_at, updated_at`;

/** One row for the public. */
export function toNoticeView(row: NoticeRow, now: Date): NoticeView {
  return noticeView.parse({
    id: row.id,
    kind: row.kind,
    jurisdictionCode: row.jurisdiction_code,
    divisionCodes: row.division_codes,
    title: { 'zh-CN': row.title_zh, en: row.title_en },
    body: { 'zh-CN': row.body_zh, en: row.body_en },
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
    ended: row.ends_at !== null && row.ends_at <= now,
  });
}
