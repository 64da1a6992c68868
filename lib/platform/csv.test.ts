import { expect, test } from 'vitest';
import { CSV_START, CsvFault, csvLine, csvRecords, type CsvRecord } from './csv';

async function* pieces(...parts: string[]): AsyncGenerator<string> {
  yield* parts;
}

async function read(...parts: string[]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(pieces(...parts))) records.push(record);
  return records;
}

test('cells, quotes, blank lines and line numbers', async () => {
  expect(await read('\uFEFFcode,address\r\n1,"a, ""b""\r\nc"\r\n\r\n2,  d\n3,')).toEqual([
    { line: 1, cells: ['code', 'address'] },
    { line: 2, cells: ['1', 'a, "b"\r\nc'] },
    { line: 5, cells: ['2', '  d'] },
    { line: 6, cells: ['3', ''] },
  ]);
});

test('it does not matter where the pieces end', async () => {
  const text = 'a,"b""c"\r\n"d\r\n",e\n';
  const whole = await read(text);
  for (let cut = 1; cut < text.length; cut += 1)
    expect(await read(text.slice(0, cut), text.slice(cut))).toEqual(whole);
  expect(whole).toEqual([
    { line: 1, cells: ['a', 'b"c'] },
    { line: 2, cells: ['d\r\n', 'e'] },
  ]);
});

test('a quote that is never closed is named by its line', async () => {
  await expect(read('a,b\n1,"2\n3,4\n')).rejects.toThrow(CsvFault);
  await expect(read('a,b\n1,"2\n3,4\n')).rejects.toThrow('line 2');
});

test('what is written is read again as it was', async () => {
  const cells = ['plain', 'a,b', 'say "x"', 'two\r\nlines', '', '路灯'];
  expect(csvLine(cells)).toBe('plain,"a,b","say ""x""","two\r\nlines",,路灯\r\n');
  expect(await read(CSV_START + csvLine(cells))).toEqual([{ line: 1, cells }]);
});

test('no cell is a formula to a spreadsheet', () => {
  for (const formula of [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
  ])
    expect(csvLine([formula])).toBe(`"'${formula}"\r\n`);
  expect(csvLine(['230100', 'a=b', '2026-11-20', "it's"])).toBe(`230100,a=b,2026-11-20,"it's"\r\n`);
});
