import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { DomainError } from '@/lib/platform/errors';
import { importComponents } from '@/lib/tickets/components/import-components';

const USAGE = 'import <file.csv> [--coordinates wgs84|gcj02] [--encoding utf-8|gb18030] [--source <name>]';

const usage = () =>
  new LaunchFault(`用法：npm run components -- ${USAGE}`, `Usage: npm run components -- ${USAGE}`);

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        coordinates: { type: 'string', default: 'wgs84' },
        encoding: { type: 'string', default: 'utf-8' },
        source: { type: 'string' },
      },
    });
  } catch {
    throw usage();
  }
}

/** The text of a file, piece by piece. A wrong encoding is said, never guessed: a guess would store broken addresses. */
async function* textOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of fs.createReadStream(file) as AsyncIterable<Buffer>)
      yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new LaunchFault(
      `${file} 不是 ${encoding} 编码；Excel 存的表请加 --encoding gb18030`,
      `${file} is not ${encoding}; for a table saved by Excel add --encoding gb18030`,
    );
  }
}

/** `npm run components -- import <file.csv>`: takes a city's list of numbered things into the register. */
export default async function run(args: string[]): Promise<void> {
  const { values, positionals } = parsed(args);
  const [verb, file = '', ...rest] = positionals;
  const { coordinates, encoding } = values;
  if (verb !== 'import' || file === '' || rest.length > 0) throw usage();
  if (coordinates !== 'wgs84' && coordinates !== 'gcj02') throw usage();
  if (encoding !== 'utf-8' && encoding !== 'gb18030') throw usage();
  if (!fs.existsSync(file)) throw new LaunchFault(`没有文件 ${file}`, `There is no file ${file}`);
  try {
    const { added, updated, refused, refusedCount } = await importComponents(
      { kind: 'system', name: 'command-line' },
      { text: textOf(file, encoding), source: values.source ?? path.basename(file), coordinates },
    );
    for (const { line, reason } of refused) console.log(`${line}\t${reason.zh}\t${reason.en}`);
    if (refusedCount > refused.length) console.log(`… ${refusedCount - refused.length}`);
    console.log(`新增 / added: ${added}\t更新 / updated: ${updated}\t未采用 / left out: ${refusedCount}`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [fault] = error.options.fields ?? [];
    throw new LaunchFault(fault?.message.zh ?? error.text('zh'), fault?.message.en ?? error.text('en'));
  }
}
