import { readAreaFile, FileFaults, type Columns } from './area-file';
import type { CoordinateSystem } from '../coordinates';

export const DIVISION_LEVELS = ['prefecture', 'county', 'township'] as const;

/** A division as a prefecture's list names it. Degrees in WGS-84. */
export interface DivisionRow {
  code: string;
  parentCode: string;
  level: (typeof DIVISION_LEVELS)[number];
  kind: string;
  nameZh: string;
  nameEn: string;
  official: boolean;
  altCode: string | null;
  selectable: boolean;
  centreLng: number | null;
  centreLat: number | null;
  note: string | null;
}

const COLUMNS: Columns = {
  code: ['代码', '区划代码', '行政区划代码', 'adcode', 'id'],
  nameZh: ['名称', '中文名称', 'name'],
  nameEn: ['英文名称', '英文名', 'name:en', 'enName'],
  kind: ['类型'],
  selectable: ['可选', '可填报'],
  centreLng: ['经度', 'lng', 'lon', 'longitude'],
  centreLat: ['纬度', 'lat', 'latitude'],
  altCode: ['其他代码', '别码'],
  note: ['备注', '说明'],
};
/** Headings of the list as it is given out, in the order of its cells. */
export const DIVISION_HEADINGS = [
  '代码',
  '名称',
  '英文名称',
  '类型',
  '可选',
  '经度',
  '纬度',
  '其他代码',
  '备注',
] as const;

const YES = ['1', '是', 'true', 'yes', 'y'];
const NO = ['0', '否', 'false', 'no', 'n'];

/** GB/T 2260 and GB/T 10114: two digits each down to the county, then three for the township. */
function placeOf(code: string): Pick<DivisionRow, 'level' | 'parentCode'> | null {
  if (/^23\d{2}00$/.test(code)) return { level: 'prefecture', parentCode: '230000' };
  if (/^23\d{4}$/.test(code)) return { level: 'county', parentCode: `${code.slice(0, 4)}00` };
  return /^23\d{7}$/.test(code) ? { level: 'township', parentCode: code.slice(0, 6) } : null;
}

/** Statistical lists write townships with twelve digits, the last three 0. */
const codeOf = (cells: Record<string, string>) => (cells.code ?? '').replace(/^(\d{9})000$/, '$1');

const text = (value: string | undefined, before: string | null | undefined) => value || before || null;

/**
 * A prefecture's divisions after a file was read into them: those it names are added or changed, none goes, since tickets
 * name them. What a file leaves out of a known division stays.
 * @throws DomainError invalid_input with the lines that are wrong
 */
export async function readDivisionFile(
  bytes: Uint8Array,
  into: { prefectureCode: string; divisions: readonly DivisionRow[] },
  options: { system: CoordinateSystem },
): Promise<DivisionRow[]> {
  const faults = new FileFaults();
  const records = await readAreaFile(bytes, COLUMNS, options.system, faults);
  const all = new Map(into.divisions.map((row) => [row.code, row]));
  const read = new Set<string>();
  for (const { line, cells, shape, point } of records) {
    const code = codeOf(cells);
    const place = placeOf(code);
    const before = all.get(code);
    const nameZh = text(cells.nameZh, before?.nameZh);
    const selectable = cells.selectable?.toLowerCase() ?? '';
    const centre = point ?? (shape ? middleOf(shape[0]![0]!) : numbers(cells.centreLng, cells.centreLat));
    if (!place)
      faults.add(
        line,
        `代码“${cells.code ?? ''}”应为 6 位（市、区县）或 9 位（街道、乡镇）`,
        `the code “${cells.code ?? ''}” must have 6 digits (city, county) or 9 (street, town)`,
      );
    else if (code.slice(0, 4) !== into.prefectureCode.slice(0, 4))
      faults.add(
        line,
        `${code} 不属于 ${into.prefectureCode}`,
        `${code} does not belong to ${into.prefectureCode}`,
      );
    else if (read.has(code))
      faults.add(line, `代码 ${code} 在文件中重复`, `the code ${code} stands in the file twice`);
    else if (!nameZh) faults.add(line, '缺少名称', 'the name is missing');
    else if (![...YES, ...NO, ''].includes(selectable))
      faults.add(line, '“可选”请填“是”或“否”', 'selectable must be yes or no');
    else if (centre === 'wrong')
      faults.add(line, '经度、纬度请填度数，例如 126.63 和 45.75', 'give longitude and latitude in degrees');
    else {
      read.add(code);
      all.set(code, {
        code,
        ...place,
        kind: text(cells.kind, before?.kind) ?? place.level,
        nameZh,
        nameEn: text(cells.nameEn, before?.nameEn) ?? nameZh,
        official: before?.official ?? true,
        altCode: text(cells.altCode, before?.altCode),
        selectable: selectable === '' ? (before?.selectable ?? true) : YES.includes(selectable),
        centreLng: centre?.[0] ?? before?.centreLng ?? null,
        centreLat: centre?.[1] ?? before?.centreLat ?? null,
        note: text(cells.note, before?.note),
      });
    }
  }
  for (const { line, cells } of records) {
    const parent = placeOf(codeOf(cells))?.parentCode;
    if (parent && parent !== '230000' && read.has(codeOf(cells)) && !all.has(parent))
      faults.add(line, `上级 ${parent} 不在清单里`, `its parent ${parent} is not in the list`);
  }
  faults.throwIfAny();
  return [...all.values()].sort((left, right) => (left.code < right.code ? -1 : 1));
}

const rounded = (value: number) => Number(value.toFixed(6));

function middleOf(ring: readonly [number, number][]): [number, number] {
  const middle = (index: 0 | 1) => {
    const values = ring.map((at) => at[index]);
    return rounded((Math.min(...values) + Math.max(...values)) / 2);
  };
  return [middle(0), middle(1)];
}

function numbers(lng: string | undefined, lat: string | undefined): [number, number] | 'wrong' | undefined {
  if (!lng && !lat) return undefined;
  const at = [Number(lng), Number(lat)] as const;
  // Degrees of the world; whether they lie in the province is the schema's to say.
  return at.every(Number.isFinite) && lng && lat ? [rounded(at[0]), rounded(at[1])] : 'wrong';
}
