import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { DomainError } from '@/lib/platform/errors';
import { say, wrongField } from '@/lib/platform/field-errors';
import type { Effect, SettingKind } from '@/lib/settings/setting-kind';
import { jurisdictionOf } from '../jurisdiction';
import { AREA_CLASSES, type Grid } from './grid-rows';
import { overlaps } from './overlaps';

const place = z.tuple([z.number(), z.number()]);

/** All grids of one county, by code. */
export interface GridList {
  countyCode: string;
  grids: Grid[];
}

const gridList: z.ZodType<GridList> = z.strictObject({
  countyCode: z.string().regex(/^23\d{4}$/, say('请选择区县', 'Choose a county')),
  grids: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{6,15}$/),
      name: z.string().min(1).max(100),
      areaClass: z.enum(AREA_CLASSES),
      streetCode: z
        .string()
        .regex(/^\d{9}$/)
        .nullable(),
      shape: z.array(z.array(z.array(place))).nullable(),
    }),
  ),
});

async function readGrids(tx: Tx, countyCode: string): Promise<GridList | null> {
  const county = await tx.query(`SELECT 1 FROM division WHERE code = $1 AND level = 'county'`, [countyCode]);
  if (county.rowCount === 0) return null;
  const { rows } = await tx.query<Grid>(
    `SELECT code, name, area_class AS "areaClass", street_code AS "streetCode", shape FROM grid
     WHERE jurisdiction_code = $1 AND division_code = $2 ORDER BY code COLLATE "C"`,
    [jurisdictionOf(countyCode), countyCode],
  );
  return { countyCode, grids: rows };
}

/** PostgreSQL's own text of a closed outline. */
const outline = (ring: readonly [number, number][]) => `(${ring.map(([x, y]) => `(${x},${y})`).join(',')})`;

async function writeGrids(
  tx: Tx,
  { countyCode, grids }: GridList,
  before: GridList,
  now: Date,
): Promise<void> {
  const jurisdiction = jurisdictionOf(countyCode);
  const known = new Map(before.grids.map((grid) => [grid.code, canonicalJson(grid)]));
  const kept = new Set(grids.map(({ code }) => code));
  const changed = grids.filter((grid) => known.get(grid.code) !== canonicalJson(grid));
  const touched = [
    ...[...known.keys()].filter((code) => !kept.has(code)),
    ...changed.map(({ code }) => code),
  ];
  await tx.query('DELETE FROM grid WHERE jurisdiction_code = $1 AND code = ANY ($2)', [
    jurisdiction,
    touched,
  ]);
  await tx.query(
    `INSERT INTO grid (jurisdiction_code, code, division_code, street_code, name, area_class, shape, updated_at)
     SELECT $1, r.code, $2, r."streetCode", r.name, r."areaClass", nullif(r.shape, 'null'), $4
     FROM jsonb_to_recordset($3::jsonb) AS r (code text, name text, "areaClass" text, "streetCode" text, shape jsonb)`,
    [jurisdiction, countyCode, JSON.stringify(changed), now],
  );
  const parts = changed.flatMap(({ code, shape }) =>
    (shape ?? [])
      .flatMap((polygon) => polygon.map((ring, index) => ({ hole: index > 0, outline: outline(ring) })))
      .map((part, index) => ({ code, part: index, ...part })),
  );
  await tx.query(
    `INSERT INTO grid_part (jurisdiction_code, code, part, hole, outline)
     SELECT $1, r.code, r.part, r.hole, r.outline::polygon
     FROM jsonb_to_recordset($2::jsonb) AS r (code text, part smallint, hole boolean, outline text)`,
    [jurisdiction, JSON.stringify(parts)],
  );
}

function effectsOf(before: GridList, after: GridList): Effect[] {
  const known = new Map(before.grids.map((grid) => [grid.code, grid]));
  const kept = new Set(after.grids.map(({ code }) => code));
  const added = after.grids.filter(({ code }) => !known.has(code));
  const changed = after.grids.filter(
    (grid) => known.has(grid.code) && canonicalJson(known.get(grid.code)) !== canonicalJson(grid),
  );
  const removed = before.grids.filter(({ code }) => !kept.has(code));
  const shapeless = after.grids.filter(({ shape }) => shape === null);
  const crossing = overlaps(after.grids);
  return [
    {
      level: 'information',
      text: {
        zh: `新增 ${added.length} 个，修改 ${changed.length} 个，删除 ${removed.length} 个；之后共 ${after.grids.length} 个网格`,
        en: `${added.length} added, ${changed.length} changed, ${removed.length} removed; ${after.grids.length} grids then`,
      },
    },
    {
      level: 'information',
      text: {
        zh: '新的上报按位置归入网格，并按其区域类别定办理时限；已有工单不变。',
        en: 'New reports are put into grids by their position and get the deadline of its area class; tickets there are stay as they are.',
      },
    },
    ...(shapeless.length > 0
      ? [
          {
            level: 'warning' as const,
            text: {
              zh: `${shapeless.length} 个网格没有图形，上报不会按位置归入这些网格`,
              en: `${shapeless.length} grids have no shape: no report is put into them by its position`,
            },
          },
        ]
      : []),
    ...(crossing.length > 0
      ? [
          {
            level: 'warning' as const,
            text: { zh: `有 ${crossing.length} 对网格重叠`, en: `${crossing.length} pairs of grids overlap` },
            table: {
              columns: [
                { zh: '网格', en: 'Grid' },
                { zh: '与之重叠', en: 'Overlaps' },
              ],
              rows: crossing.slice(0, 20),
            },
          },
        ]
      : []),
  ];
}

/** The grids of a county; one subject is a county. */
export const gridListKind: SettingKind<GridList> = {
  kind: 'grid-list',
  permission: 'settings.divisions',
  fixed: true,
  schema: gridList,
  jurisdictionOf: ({ countyCode }) => jurisdictionOf(countyCode),
  subjectOf: ({ countyCode }) => countyCode,
  read: readGrids,
  async check(tx, { before, after }) {
    // its place is no place of ours
    if (before === null) throw new DomainError('not_found');
    const streets = [...new Set((after as GridList).grids.flatMap(({ streetCode }) => streetCode ?? []))];
    const { rows } = await tx.query<{ code: string }>(
      `SELECT wanted.code FROM unnest($1::text[]) AS wanted (code)
       WHERE NOT EXISTS (SELECT 1 FROM division WHERE division.code = wanted.code)
         AND EXISTS (SELECT 1 FROM division WHERE parent_code = $2) LIMIT 5`,
      [streets, (after as GridList).countyCode],
    );
    if (rows.length > 0)
      throw wrongField(
        'file',
        `没有这些街道：${rows.map(({ code }) => code).join('、')}。请先导入行政区划`,
        `Unknown streets: ${rows.map(({ code }) => code).join(', ')}. Import the divisions first`,
      );
  },
  write: (tx, { before, after, now }) => writeGrids(tx, after!, before!, now),
  effects: async ({ before, after }) => effectsOf(before!, after!),
};
