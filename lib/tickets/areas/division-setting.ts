import { z } from 'zod';
import { canonicalJson } from '@/lib/platform/canonical-json';
import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { say, wrongField } from '@/lib/platform/field-errors';
import type { Effect, SettingKind } from '@/lib/settings/setting-kind';
import { isInProvince } from '../province';
import { DIVISION_LEVELS, type DivisionRow } from './division-rows';

/** A prefecture and everything in it, by code. */
export interface DivisionList {
  prefectureCode: string;
  divisions: DivisionRow[];
}

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\n\r<>]*$/, say('名称里不能有换行或尖括号', 'No line breaks or angle brackets in names'));

const divisionList: z.ZodType<DivisionList> = z.strictObject({
  prefectureCode: z.string().regex(/^23\d{2}00$/, say('请选择市（地）', 'Choose a city or prefecture')),
  divisions: z.array(
    z
      .strictObject({
        code: z.string().regex(/^23(\d{4}|\d{7})$/),
        parentCode: z.string(),
        level: z.enum(DIVISION_LEVELS),
        kind: words(40),
        nameZh: words(60),
        nameEn: words(120),
        official: z.boolean(),
        altCode: z.string().max(12).nullable(),
        selectable: z.boolean(),
        centreLng: z.number().nullable(),
        centreLat: z.number().nullable(),
        note: z.string().max(500).nullable(),
      })
      .refine(
        ({ centreLng, centreLat }) =>
          centreLng === null || centreLat === null || isInProvince(centreLng, centreLat),
        say('有的位置不在黑龙江省', 'A position is not in Heilongjiang'),
      ),
  ),
});

const COLUMNS = `code, parent_code AS "parentCode", level, kind, name_zh AS "nameZh", name_en AS "nameEn", official,
  alt_code AS "altCode", selectable, centre_lng AS "centreLng", centre_lat AS "centreLat", note`;

/** A code of four digits and its wildcard, that no other prefecture shares. */
const inside = (prefectureCode: string) => `${prefectureCode.slice(0, 4)}%`;

async function readDivisions(tx: Tx, prefectureCode: string): Promise<DivisionList | null> {
  const { rows } = await tx.query<DivisionRow>(
    `SELECT ${COLUMNS} FROM division WHERE code LIKE $1 AND level <> 'province' ORDER BY code COLLATE "C"`,
    [inside(prefectureCode)],
  );
  return rows.some(({ code }) => code === prefectureCode) ? { prefectureCode, divisions: rows } : null;
}

async function writeDivisions(tx: Tx, { prefectureCode, divisions }: DivisionList): Promise<void> {
  await tx.query('DELETE FROM division WHERE code LIKE $1 AND NOT code = ANY ($2)', [
    inside(prefectureCode),
    divisions.map(({ code }) => code),
  ]);
  await tx.query(
    `INSERT INTO division (code, parent_code, level, kind, name_zh, name_en, official, alt_code, selectable, centre_lng,
       centre_lat, note)
     SELECT r.code, r."parentCode", r.level, r.kind, r."nameZh", r."nameEn", r.official, r."altCode", r.selectable,
       r."centreLng", r."centreLat", r.note
     FROM jsonb_to_recordset($1::jsonb) AS r (code text, "parentCode" text, level text, kind text, "nameZh" text,
       "nameEn" text, official boolean, "altCode" text, selectable boolean, "centreLng" float8, "centreLat" float8, note text)
     ON CONFLICT (code) DO UPDATE SET parent_code = excluded.parent_code, level = excluded.level, kind = excluded.kind,
       name_zh = excluded.name_zh, name_en = excluded.name_en, official = excluded.official, alt_code = excluded.alt_code,
       selectable = excluded.selectable, centre_lng = excluded.centre_lng, centre_lat = excluded.centre_lat,
       note = excluded.note`,
    [JSON.stringify(divisions)],
  );
}

/** Of these codes those that something names, so that they cannot go: tickets, components, rules, notices. */
async function named(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ code: string }>(
    `SELECT code FROM unnest($1::text[]) AS gone (code)
     WHERE EXISTS (SELECT 1 FROM ticket WHERE division_code = gone.code OR street_code = gone.code)
        OR EXISTS (SELECT 1 FROM component WHERE division_code = gone.code OR street_code = gone.code)
        OR EXISTS (SELECT 1 FROM grid WHERE division_code = gone.code OR street_code = gone.code)
     LIMIT 5`,
    [codes],
  );
  return rows.map(({ code }) => code);
}

function effectsOf(before: DivisionList, after: DivisionList): Effect[] {
  const known = new Map(before.divisions.map((row) => [row.code, row]));
  const added = after.divisions.filter(({ code }) => !known.has(code));
  const changed = after.divisions.filter(
    (row) => known.has(row.code) && canonicalJson(known.get(row.code)) !== canonicalJson(row),
  );
  const hidden = changed.filter((row) => !row.selectable && known.get(row.code)?.selectable);
  return [
    {
      level: 'information',
      text: {
        zh: `新增 ${added.length} 个，修改 ${changed.length} 个；上报页面几秒后使用新的清单`,
        en: `${added.length} added, ${changed.length} changed; the report form uses the new list within seconds`,
      },
    },
    ...(hidden.length > 0
      ? [
          {
            level: 'warning' as const,
            text: {
              zh: `${hidden.length} 个以后不能再选择：${hidden
                .slice(0, 10)
                .map(({ nameZh }) => nameZh)
                .join('、')}`,
              en: `${hidden.length} can no longer be chosen: ${hidden
                .slice(0, 10)
                .map(({ nameEn }) => nameEn)
                .join(', ')}`,
            },
          },
        ]
      : []),
  ];
}

/** The divisions of a prefecture; one subject is a prefecture. */
export const divisionListKind: SettingKind<DivisionList> = {
  kind: 'division-list',
  permission: 'settings.divisions',
  fixed: true,
  schema: divisionList,
  jurisdictionOf: ({ prefectureCode }) => prefectureCode,
  subjectOf: ({ prefectureCode }) => prefectureCode,
  read: readDivisions,
  async check(tx, { before, after }) {
    // its place is no place of ours
    if (before === null) throw new DomainError('not_found');
    const kept = new Set(after?.divisions.map(({ code }) => code));
    const gone = (before?.divisions ?? []).flatMap(({ code }) => (kept.has(code) ? [] : code));
    const held = await named(tx, gone);
    if (held.length > 0)
      throw wrongField(
        'file',
        `这些区划已有工单、设施或网格，不能删除：${held.join('、')}。可改为“不可选”`,
        `Tickets, components or grids name these divisions, so they stay: ${held.join(', ')}. Make them not selectable instead`,
      );
  },
  write: (tx, { after }) => writeDivisions(tx, after!),
  effects: async ({ before, after }) => effectsOf(before!, after!),
};
