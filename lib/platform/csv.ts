/** A record of a CSV file. `line` is where it begins, counted from 1, as an editor shows it. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** A cell that long is a quote that was never closed. */
const MOST_CELL = 100_000;

/** A quote stands open at the end of the file or runs on for ever; the message names the line where it began. */
export class CsvFault extends Error {
  constructor(readonly line: number) {
    super(`the quote that opens in line ${line} is never closed`);
  }
}

/**
 * The records of a CSV text (RFC 4180: commas, quotes doubled inside quotes, any line ends), read piece by piece, so that
 * a file of any length needs the memory of one record. A byte order mark and blank lines are left out.
 * @throws CsvFault
 */
export async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let [cells, cell, quoted, closing, after, first] = [[] as string[], '', false, false, '', true];
  let line = 1;
  let begun = 1;
  const endRecord = (): CsvRecord | null => {
    const record = { line: begun, cells: [...cells, cell] };
    [cells, cell, begun] = [[], '', line];
    return record.cells.length === 1 && record.cells[0]?.trim() === '' ? null : record;
  };
  for await (const piece of pieces) {
    for (const character of piece) {
      if (first) {
        first = false;
        if (character === '\uFEFF') continue;
      }
      if (closing) {
        closing = false;
        if (character === '"') {
          cell += '"';
          continue;
        }
        quoted = false;
      }
      // \r\n is one line end; a lone \r (old spreadsheets) is one too.
      const second = after === '\r' && character === '\n';
      after = character;
      if (second && !quoted) continue;
      if (character === '\n' || (character === '\r' && !quoted)) line += 1;
      if (quoted) {
        if (character === '"') closing = true;
        else cell += character;
        if (cell.length > MOST_CELL) throw new CsvFault(begun);
      } else if (character === '"' && cell.trim() === '') [quoted, cell] = [true, ''];
      else if (character === ',') [cells, cell] = [[...cells, cell], ''];
      else if (character === '\n' || character === '\r') {
        const record = endRecord();
        if (record) yield record;
      } else cell += character;
    }
  }
  if (quoted && !closing) throw new CsvFault(begun);
  const last = endRecord();
  if (last) yield last;
}

/** What a spreadsheet takes for the beginning of a formula, also in the wide letters of a Chinese keyboard, after any blanks. */
const FORMULA = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

function csvCell(value: string): string {
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/**
 * One record of a CSV file (RFC 4180). A cell that a spreadsheet would reckon is made a text by an apostrophe before it
 * (OWASP, CSV Injection).
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Before the first record: tells spreadsheets that the file is UTF-8. */
export const CSV_START = '\uFEFF';
