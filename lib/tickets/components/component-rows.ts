import { isInProvince } from '../province';
import { toWgs84, type CoordinateSystem } from '../coordinates';
import { jurisdictionOf } from '../jurisdiction';
import type { Reference } from '../reference';
import { componentCode } from './component-code';

/** A row of a city's list as it is stored. */
export interface ComponentRow {
  jurisdiction_code: string;
  code: string;
  category_code: string;
  division_code: string;
  street_code: string | null;
  name: string | null;
  address: string | null;
  lng: number | null;
  lat: number | null;
}

/** Columns by the names that lists use. */
const COLUMNS = {
  code: ['code', '编号', '部件编号', '设施编号', '部件标识码'],
  category: ['category', '事项代码', '类别代码', '小类代码'],
  division: ['division', '区划代码', '区县代码'],
  street: ['street', '街道代码'],
  address: ['address', '地址', '位置'],
  name: ['name', '名称', '部件名称'],
  lng: ['lng', 'lon', '经度'],
  lat: ['lat', '纬度'],
} as const;

type Column = keyof typeof COLUMNS;
const NEEDED: readonly Column[] = ['code', 'category', 'division'];

/** Where each column stands in a list. */
export type Columns = ReadonlyMap<Column, number>;

/** A text in both languages. */
export interface Told {
  zh: string;
  en: string;
}

/** Finds the columns by the first record, or says which are missing. */
export function columnsOf(heading: readonly string[]): Columns | Told {
  const names = heading.map((cell) => cell.trim().toLowerCase());
  const found = new Map<Column, number>();
  for (const [column, known] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const at = names.findIndex((name) => known.includes(name));
    if (at >= 0) found.set(column, at);
  }
  const missing = NEEDED.filter((column) => !found.has(column));
  if (missing.length === 0) return found;
  return {
    zh: `第一行缺少列：${missing.map((column) => COLUMNS[column][1]).join('、')}`,
    en: `The first line lacks the columns ${missing.join(', ')}`,
  };
}

const told = (zh: string, en: string): Told => ({ zh, en });

function positionOf(
  lngText: string,
  latText: string,
  system: CoordinateSystem,
): { lng: number; lat: number } | Told | null {
  if (lngText === '' && latText === '') return null;
  const [lng, lat] = [lngText, latText].map((text) => (text === '' ? Number.NaN : Number(text))) as [
    number,
    number,
  ];
  if (!Number.isFinite(lng) || !Number.isFinite(lat))
    return told('经纬度须为两个数（度）', 'lng and lat must both be numbers, in degrees');
  if (!isInProvince(lng, lat))
    return isInProvince(lat, lng)
      ? told('经度和纬度写反了', 'lng and lat are swapped')
      : told('位置不在黑龙江省', 'the position is not in the province');
  const position = toWgs84({ lng, lat }, system);
  // A list is good to a decimetre at best.
  return { lng: Number(position.lng.toFixed(6)), lat: Number(position.lat.toFixed(6)) };
}

/**
 * Checks one record against the reference facts.
 * @returns the row as stored, or what is wrong with it
 */
export function componentRow(
  cells: readonly string[],
  columns: Columns,
  facts: Pick<Reference, 'categories' | 'divisions'>,
  system: CoordinateSystem,
): ComponentRow | Told {
  const cell = (column: Column) => cells[columns.get(column) ?? -1]?.trim() ?? '';
  const code = componentCode(cell('code'));
  if (code === null)
    return told(
      '编号须为 1 至 32 个字母、数字或连字符',
      'the code must be 1 to 32 letters, digits or hyphens',
    );
  const category = facts.categories.get(cell('category'));
  if (!category) return told(`没有事项代码 ${cell('category')}`, `there is no category ${cell('category')}`);
  if (category.kind !== 'component')
    return told(`${category.code} 是事件，不是部件`, `${category.code} is an event, not a component`);
  const division = facts.divisions.get(cell('division'));
  if (division?.level !== 'county')
    return told(`没有区县代码 ${cell('division')}`, `there is no county ${cell('division')}`);
  const street = cell('street');
  if (street !== '' && facts.divisions.get(street)?.parentCode !== division.code)
    return told(
      `街道 ${street} 不在 ${division.nameZh}`,
      `street ${street} is not in ${division.nameEn} (${division.code})`,
    );
  const [name, address] = [cell('name'), cell('address')];
  if (name.length > 100 || address.length > 200)
    return told('名称最多 100 字，地址最多 200 字', 'a name may have 100 characters, an address 200');
  const position = positionOf(cell('lng'), cell('lat'), system);
  if (position && 'zh' in position) return position;
  return {
    jurisdiction_code: jurisdictionOf(division.code),
    code,
    category_code: category.code,
    division_code: division.code,
    street_code: street || null,
    name: name || null,
    address: address || null,
    lng: position?.lng ?? null,
    lat: position?.lat ?? null,
  };
}
