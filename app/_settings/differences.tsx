import type { PageContext } from '@/app/_page/context';
import { DataTable } from '@/app/_ui/table/data-table';

import type { DescribedLine } from './screen';

/** A list of thousands is not read line by line. */
const MOST = 200;

/** What is different between two values, line by line; what stays the same is folded away. */
export function Differences({
  page: { t },
  before,
  after,
}: {
  page: PageContext;
  before: readonly DescribedLine[];
  after: readonly DescribedLine[];
}) {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const textOf = (lines: readonly DescribedLine[], name: string) =>
    lines.find((line) => line.name === name)?.text ?? '';
  const lines = names.map((name) => ({ name, from: textOf(before, name), to: textOf(after, name) }));
  const table = (caption: string, some: typeof lines) => (
    <>
      <DataTable
        caption={caption}
        columns={[t('settings.item'), t('settings.before'), t('settings.after')]}
        rows={some.slice(0, MOST).map(({ name, from, to }) => ({
          id: name,
          cells: [
            name,
            <span key="from" className="whitespace-pre-line">
              {from || t('settings.none')}
            </span>,
            <span key="to" className="whitespace-pre-line">
              {to || t('settings.none')}
            </span>,
          ],
        }))}
      />
      {some.length > MOST ? (
        <p className="mb-6">{t('settings.more', { count: some.length - MOST })}</p>
      ) : null}
    </>
  );
  const changed = lines.filter(({ from, to }) => from !== to);
  const same = lines.filter(({ from, to }) => from === to);
  return (
    <>
      {changed.length > 0 ? table(t('settings.different', { count: changed.length }), changed) : null}
      {same.length > 0 ? (
        <details className="mb-6">
          <summary className="min-h-target text-accent cursor-pointer py-2 font-bold">
            {t('settings.same', { count: same.length })}
          </summary>
          {table(t('settings.same', { count: same.length }), same)}
        </details>
      ) : null}
    </>
  );
}
