import { readAreaFile, FileFaults, type Columns, type Shape } from './area-file';
import type { CoordinateSystem } from '../coordinates';
import type { AreaClass } from '../deadlines';

export const AREA_CLASSES = ['A', 'B', 'C'] as const satisfies readonly AreaClass[];

/** A cell of management as a city's list names it. */
export interface Grid {
  code: string;
  name: string;
  areaClass: AreaClass;
  streetCode: string | null;
  shape: Shape | null;
}

const COLUMNS: Columns = {
  code: ['代码', '网格代码', '网格编码', '单元网格编码', 'gridId', 'id', '编号'],
  name: ['名称', '网格名称', '单元网格名称', 'nameZh'],
  areaClass: ['区域类别', '区域类型', '类别', 'area_class'],
  streetCode: ['街道代码', '街道编码', 'street'],
};
/** Headings of the list as it is given out, in the order of its cells. */
export const GRID_HEADINGS = ['网格代码', '名称', '区域类别', '街道代码'] as const;

const MOST = 10_000;

/**
 * A county's grids after a file was read into them: those it names are added or changed, and with `replace` all others go.
 * What a file leaves out of a known grid (its shape, its class) stays.
 * @throws DomainError invalid_input with the lines that are wrong
 */
export async function readGridFile(
  bytes: Uint8Array,
  into: { countyCode: string; grids: readonly Grid[] },
  options: { system: CoordinateSystem; replace: boolean },
): Promise<Grid[]> {
  const faults = new FileFaults();
  const records = await readAreaFile(bytes, COLUMNS, options.system, faults);
  const known = new Map(into.grids.map((grid) => [grid.code, grid]));
  const read = new Map<string, Grid>();
  for (const { line, cells, shape } of records.slice(0, MOST)) {
    const code = cells.code ?? '';
    const before = known.get(code);
    const areaClass = (cells.areaClass || before?.areaClass || 'B').toUpperCase();
    const streetCode = cells.streetCode || before?.streetCode || null;
    if (!/^\d{6,15}$/.test(code))
      faults.add(line, `网格代码“${code}”应为 6 到 15 位数字`, `the code “${code}” must have 6 to 15 digits`);
    else if (!code.startsWith(into.countyCode))
      faults.add(
        line,
        `网格代码 ${code} 不属于 ${into.countyCode}`,
        `the code ${code} does not belong to ${into.countyCode}`,
      );
    else if (read.has(code))
      faults.add(line, `网格代码 ${code} 在文件中重复`, `the code ${code} stands in the file twice`);
    else if (!AREA_CLASSES.some((one) => one === areaClass))
      faults.add(
        line,
        `区域类别“${areaClass}”应为 A、B 或 C`,
        `the area class “${areaClass}” must be A, B or C`,
      );
    else if (streetCode && !streetCode.startsWith(into.countyCode))
      faults.add(
        line,
        `街道代码 ${streetCode} 不属于 ${into.countyCode}`,
        `the street ${streetCode} is not in ${into.countyCode}`,
      );
    else
      read.set(code, {
        code,
        name: cells.name || before?.name || code,
        areaClass: areaClass as AreaClass,
        streetCode,
        shape: shape ?? before?.shape ?? null,
      });
  }
  if (records.length > MOST) faults.add(MOST + 1, `一次最多 ${MOST} 个网格`, `at most ${MOST} grids at once`);
  faults.throwIfAny();
  const all = options.replace ? read : new Map([...known, ...read]);
  return [...all.values()].sort((left, right) => (left.code < right.code ? -1 : 1));
}
