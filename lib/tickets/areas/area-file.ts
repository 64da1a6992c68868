import { z } from 'zod';
import { CsvFault, csvRecords } from '@/lib/platform/csv';
import { DomainError, type FieldError } from '@/lib/platform/errors';
import { toWgs84, type CoordinateSystem } from '../coordinates';
import { isInProvince } from '../province';

/** Rings of [lng, lat] in WGS-84, the first of each polygon outside, the others holes: GeoJSON MultiPolygon coordinates. */
export type Shape = [number, number][][][];

/** One line or feature of a list of areas. */
export interface AreaRecord {
  /** Line of a CSV file, or number of a feature, from 1. */
  line: number;
  /** By the names of `columns`, trimmed; a column that the file has not is left out. */
  cells: Record<string, string>;
  shape: Shape | null;
  /** A position when the file gives a point. */
  point: [number, number] | null;
}

/** Faults that are named; a longer list helps nobody. */
const MOST_FAULTS = 30;
const MOST_POSITIONS = 5_000;

/** Gathers what is wrong with a file, line by line. */
export class FileFaults {
  readonly #fields: FieldError[] = [];
  #more = 0;

  add(line: number, zh: string, en: string): void {
    if (this.#fields.length >= MOST_FAULTS) this.#more += 1;
    else
      this.#fields.push({
        field: 'file',
        code: 'invalid',
        message: { zh: `第 ${line} 行：${zh}`, en: `Line ${line}: ${en}` },
      });
  }

  /** @throws DomainError invalid_input when anything was wrong */
  throwIfAny(): void {
    if (this.#fields.length === 0) return;
    if (this.#more > 0)
      this.#fields.push({
        field: 'file',
        code: 'more',
        message: { zh: `另有 ${this.#more} 处错误未列出`, en: `and ${this.#more} more` },
      });
    throw new DomainError('invalid_input', { fields: this.#fields });
  }
}

const unusable = (zh: string, en: string) =>
  new DomainError('invalid_input', {
    fields: [{ field: 'file', code: 'unusable', message: { zh, en } }],
  });

/** UTF-8, or what Chinese spreadsheets still write (GB 18030, which holds GBK). */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const ring = z.array(position).min(4).max(MOST_POSITIONS);
const geometry = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
  z.object({ type: z.literal('Point'), coordinates: position }),
]);
const collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.object({ properties: z.object({ name: z.string() }) }).optional(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.record(z.string(), z.unknown()).nullable(),
      geometry: z.unknown(),
    }),
  ),
});

const SYSTEMS = /CRS84|:4326$|:4490$/;

/** Six decimals are about 0.1 m. */
const rounded = (value: number) => Number(value.toFixed(6));

function placed([lng, lat]: readonly number[], system: CoordinateSystem): [number, number] {
  const at = toWgs84({ lng: lng ?? 0, lat: lat ?? 0 }, system);
  return [rounded(at.lng), rounded(at.lat)];
}

/** What is wrong with a ring, or undefined. RFC 7946: closed, and here: in the province and not without area. */
function ringFault(points: readonly [number, number][]): [zh: string, en: string] | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    return ['边界没有闭合（最后一点应与第一点相同）', 'the outline is not closed'];
  if (points.some(([lng, lat]) => !isInProvince(lng, lat)))
    return [
      '边界有点不在黑龙江省（请确认是“经度,纬度”顺序）',
      'a position is not in Heilongjiang (is it longitude, latitude?)',
    ];
  const area = points.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = points[index]!;
    return sum + (x - px) * (y + py);
  }, 0);
  // 1e-10 square degrees are about a square metre.
  return Math.abs(area) < 1e-10 ? ['边界没有面积', 'the outline has no area'] : undefined;
}

function fromGeoJson(
  text: string,
  columns: Columns,
  system: CoordinateSystem,
  faults: FileFaults,
): AreaRecord[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unusable(
      '文件不是有效的 GeoJSON（JSON 无法解析）',
      'The file is not valid GeoJSON: its JSON cannot be read',
    );
  }
  const parsed = collection.safeParse(json);
  if (!parsed.success)
    throw unusable(
      'GeoJSON 应为 FeatureCollection，每项是 Feature',
      'The GeoJSON must be a FeatureCollection of Features',
    );
  const named = parsed.data.crs?.properties.name;
  if (named && !SYSTEMS.test(named))
    throw unusable(
      `坐标系 ${named} 不受支持，请先转换为 WGS-84 或 CGCS2000 经纬度`,
      `The coordinate system ${named} is not supported; convert to WGS-84 or CGCS2000 degrees`,
    );
  return parsed.data.features.flatMap((feature, index): AreaRecord[] => {
    const line = index + 1;
    const cells: Record<string, string> = {};
    for (const [key, value] of Object.entries(feature.properties ?? {})) {
      const column = columnOf(key, columns);
      if (column && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
        cells[column] = String(value).trim();
    }
    if (feature.geometry === null) return [{ line, cells, shape: null, point: null }];
    const found = geometry.safeParse(feature.geometry);
    if (!found.success) {
      faults.add(
        line,
        '图形应为 Polygon、MultiPolygon 或 Point',
        'the geometry must be a Polygon, MultiPolygon or Point',
      );
      return [];
    }
    if (found.data.type === 'Point') {
      const point = placed(found.data.coordinates, system);
      if (!isInProvince(...point))
        faults.add(line, '位置不在黑龙江省', 'the position is not in Heilongjiang');
      return [{ line, cells, shape: null, point }];
    }
    const polygons = found.data.type === 'Polygon' ? [found.data.coordinates] : found.data.coordinates;
    const shape: Shape = polygons.map((rings) =>
      rings.map((points) => points.map((at) => placed(at, system))),
    );
    const fault = shape.flat().map(ringFault).find(Boolean);
    if (fault) faults.add(line, ...fault);
    return [{ line, cells, shape, point: null }];
  });
}

/** The name of each column with the headings that mean it. */
export type Columns = Record<string, readonly string[]>;

const bare = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');

function columnOf(heading: string, columns: Columns): string | undefined {
  return Object.keys(columns).find(
    (name) => bare(name) === bare(heading) || columns[name]!.some((other) => bare(other) === bare(heading)),
  );
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function fromCsv(text: string, columns: Columns): Promise<AreaRecord[]> {
  const records: AreaRecord[] = [];
  let heading: (string | undefined)[] | undefined;
  try {
    for await (const { line, cells } of csvRecords(once(text))) {
      if (!heading) {
        heading = cells.map((cell) => columnOf(cell, columns));
        continue;
      }
      const found: Record<string, string> = {};
      heading.forEach((column, index) => {
        if (column) found[column] = (cells[index] ?? '').trim();
      });
      records.push({ line, cells: found, shape: null, point: null });
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    throw unusable(
      `第 ${error.line} 行的引号没有结束`,
      `The quote that opens in line ${error.line} is never closed`,
    );
  }
  return records;
}

/**
 * The records of a file of areas: CSV (UTF-8 or GB 18030, headings in Chinese or English) or a GeoJSON FeatureCollection.
 * @param columns what may be named, and how
 * @param system what the file's positions count in
 * @param faults takes what is wrong with single records
 * @throws DomainError invalid_input when the file as a whole cannot be read, or has no column `code`
 */
export async function readAreaFile(
  bytes: Uint8Array,
  columns: Columns,
  system: CoordinateSystem,
  faults: FileFaults,
): Promise<AreaRecord[]> {
  const text = textOf(bytes);
  const records = /^\uFEFF?\s*[{[]/.test(text)
    ? fromGeoJson(text.replace(/^\uFEFF/, ''), columns, system, faults)
    : await fromCsv(text, columns);
  // also true of a file without records
  if (records.every(({ cells }) => cells.code === undefined)) {
    faults.throwIfAny();
    throw unusable(
      '文件里没有可读的内容，或缺少“代码 / code”一列',
      'The file holds nothing readable, or has no column 代码 / code',
    );
  }
  return records;
}
