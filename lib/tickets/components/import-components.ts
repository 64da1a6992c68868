import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { CsvFault, csvRecords } from '@/lib/platform/csv';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { CoordinateSystem } from '../coordinates';
import { readReference } from '../reference';
import { columnsOf, componentRow, type Columns, type ComponentRow, type Told } from './component-rows';

/** A record that was left out, and why. */
interface Refused {
  line: number;
  reason: Told;
}

/** What became of a list. `refused` names at most the first 1,000 records. */
export interface ComponentImport {
  added: number;
  updated: number;
  refusedCount: number;
  refused: Refused[];
}

/** Rows of one statement. */
const BATCH = 1_000;
const MOST_NAMED = 1_000;

const unusable = (reason: Told) =>
  new DomainError('invalid_input', { fields: [{ field: 'file', code: 'unusable', message: reason }] });

/** Writes rows; a code that another city's list has taken is left alone. @returns the codes written, and which are new */
async function store(
  tx: Tx,
  rows: readonly ComponentRow[],
  source: string,
  at: Date,
): Promise<ReadonlyMap<string, boolean>> {
  const written = await tx.query<{ code: string; added: boolean }>(
    `INSERT INTO component (jurisdiction_code, code, category_code, division_code, street_code, name, address, lng, lat,
       source, updated_at)
     SELECT r.*, $2, $3 FROM jsonb_to_recordset($1::jsonb) AS r (jurisdiction_code text, code text, category_code text,
       division_code text, street_code text, name text, address text, lng float8, lat float8)
     ON CONFLICT (code) DO UPDATE SET category_code = excluded.category_code, division_code = excluded.division_code,
       street_code = excluded.street_code, name = excluded.name, address = excluded.address, lng = excluded.lng,
       lat = excluded.lat, source = excluded.source, updated_at = excluded.updated_at
     WHERE component.jurisdiction_code = excluded.jurisdiction_code
     RETURNING code, xmax = 0 AS added`,
    [JSON.stringify(rows), source, at],
  );
  return new Map(written.rows.map(({ code, added }) => [code, added]));
}

/** The list as it is read: rows wait for their batch, refusals and counts gather. */
class Import {
  readonly result: ComponentImport = { added: 0, updated: 0, refusedCount: 0, refused: [] };
  readonly #perCity = new Map<string, { added: number; updated: number }>();
  readonly #seen = new Set<string>();
  #waiting: (ComponentRow & { line: number })[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly source: string,
    private readonly at: Date,
  ) {}

  refuse(line: number, reason: Told): void {
    this.result.refusedCount += 1;
    if (this.result.refused.length < MOST_NAMED) this.result.refused.push({ line, reason });
  }

  async add(line: number, row: ComponentRow): Promise<void> {
    if (this.#seen.has(row.code))
      return this.refuse(line, {
        zh: `编号 ${row.code} 在本表中重复`,
        en: `the code ${row.code} stands in this list twice`,
      });
    this.#seen.add(row.code);
    this.#waiting.push({ ...row, line });
    if (this.#waiting.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length === 0) return;
    const written = await store(this.tx, rows, this.source, this.at);
    for (const { line, code, jurisdiction_code } of rows) {
      const added = written.get(code);
      if (added === undefined) {
        this.refuse(line, {
          zh: `编号 ${code} 已由另一城市登记`,
          en: `the code ${code} belongs to another city’s list`,
        });
        continue;
      }
      const city = this.#perCity.get(jurisdiction_code) ?? { added: 0, updated: 0 };
      const kind = added ? 'added' : 'updated';
      city[kind] += 1;
      this.result[kind] += 1;
      this.#perCity.set(jurisdiction_code, city);
    }
  }

  cities = () => [...this.#perCity];
}

function headingOf(cells: readonly string[]): Columns {
  const columns = columnsOf(cells);
  if ('zh' in columns) throw unusable(columns);
  return columns;
}

/**
 * Takes a city's list of things with numbers into the register: what is new is added, what is known is brought up to date,
 * a record that is wrong is left out and named. All or nothing: a list that cannot be read to its end changes nothing.
 * @param input.text the CSV text, piece by piece; its first line names the columns (code, category and division at least)
 * @param input.source where the list comes from, shown with each thing
 * @throws DomainError forbidden; invalid_input when the text is no such list
 */
export async function importComponents(
  actor: Actor,
  input: { text: AsyncIterable<string>; source: string; coordinates: CoordinateSystem },
  { clock = systemClock }: { clock?: Clock } = {},
): Promise<ComponentImport> {
  assertActor(actor, 'system');
  const facts = await readReference();
  return transaction(async (tx) => {
    const list = new Import(tx, input.source, clock.now());
    let columns: Columns | null = null;
    try {
      for await (const { line, cells } of csvRecords(input.text)) {
        if (!columns) {
          columns = headingOf(cells);
          continue;
        }
        const row = componentRow(cells, columns, facts, input.coordinates);
        if ('zh' in row) list.refuse(line, row);
        else await list.add(line, row);
      }
    } catch (error) {
      if (error instanceof CsvFault)
        throw unusable({ zh: `第 ${error.line} 行的引号没有结束`, en: error.message });
      throw error;
    }
    if (!columns) throw unusable({ zh: '文件是空的', en: 'The file is empty' });
    await list.flush();
    for (const [jurisdictionCode, counts] of list.cities())
      await audit(tx, {
        jurisdictionCode,
        actor,
        action: 'components.import',
        subjectKind: 'component-list',
        subjectId: input.source,
        data: counts,
      });
    return list.result;
  });
}
