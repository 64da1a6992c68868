import gcoord from 'gcoord';
import { upsert, type SeedClient } from './client';
import divisions from './data/divisions.json';
import streets from './data/harbin-streets.json';

/** To WGS-84, six decimals (about 0.1 m; the conversion itself is good to some metres). */
function centreOf(gcj02: readonly number[] | null): { centre_lng: number | null; centre_lat: number | null } {
  const [lng, lat] = gcj02 ?? [];
  if (lng === undefined || lat === undefined) return { centre_lng: null, centre_lat: null };
  const [wgsLng, wgsLat] = gcoord.transform<[number, number]>([lng, lat], gcoord.GCJ02, gcoord.WGS84);
  return { centre_lng: Number(wgsLng.toFixed(6)), centre_lat: Number(wgsLat.toFixed(6)) };
}

/** Province, prefectures and counties (GB/T 2260, with the four unofficial Da Hinggan Ling districts) and the streets of Harbin. */
export function divisionRows() {
  const areas = divisions.map((row) => ({
    code: row.code,
    parent_code: row.parentCode,
    level: row.level,
    kind: row.kind,
    name_zh: row.nameZh,
    name_en: row.nameEn,
    official: row.official,
    alt_code: row.altCode,
    selectable: row.selectable,
    ...centreOf(row.centreGcj02),
    note: row.note,
  }));
  const townships = streets.map((row) => ({
    code: row.code,
    parent_code: row.parentCode,
    level: row.level,
    kind: row.kind,
    name_zh: row.nameZh,
    // Farms and forestry bureaus in the statistical list have no agreed English name.
    name_en: row.nameEn ?? row.nameZh,
    official: !row.special,
    alt_code: null,
    selectable: true,
    ...centreOf(null),
    note: null,
  }));
  return [...areas, ...townships];
}

/** Writes all divisions; the lists are the source, so names and parents follow them. */
export async function seedDivisions(client: SeedClient): Promise<void> {
  await upsert(client, {
    table: 'division',
    columns: {
      code: 'text',
      parent_code: 'text',
      level: 'text',
      kind: 'text',
      name_zh: 'text',
      name_en: 'text',
      official: 'boolean',
      alt_code: 'text',
      selectable: 'boolean',
      centre_lng: 'float8',
      centre_lat: 'float8',
      note: 'text',
    },
    key: ['code'],
    updates: [
      'parent_code',
      'level',
      'kind',
      'name_zh',
      'name_en',
      'official',
      'alt_code',
      'centre_lng',
      'centre_lat',
      'note',
    ],
    rows: divisionRows(),
  });
}
