import gcoord from 'gcoord';
import { upsert, type SeedClient } from './client';
import divisions from './data/divisions.json';
import { staffsOwn } from './staffs-own';
import streets from './data/harbin-streets.json';

const UPDATES = [
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
] as const;

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

/** Writes all divisions; the lists are the source, so names and parents follow them, but where staff have brought their own list. */
export async function seedDivisions(client: SeedClient): Promise<void> {
  const own = new Set([...(await staffsOwn(client, 'division-list'))].map((code) => code.slice(0, 4)));
  const all = divisionRows();
  const touched = ({ code }: { code: string }) => own.has(code.slice(0, 4));
  await write(
    client,
    all.filter((row) => !touched(row)),
    UPDATES,
  );
  await write(client, all.filter(touched), []);
}

function write(client: SeedClient, rows: readonly object[], updates: readonly string[]): Promise<void> {
  return upsert(client, {
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
    updates,
    rows,
  });
}
