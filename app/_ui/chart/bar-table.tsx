import type { ReactNode } from 'react';

/** A cell: a text, and where it is a number also a bar. */
export interface BarCell {
  text: string;
  /** 0 to 1, of the longest bar in the table. */
  share?: number;
}

/** The bar only shows again what its number says, so it is hidden from screen readers. Its height is the same everywhere. */
function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none" className="h-2 w-full">
      <rect width={Math.round(share * 100)} height="4" className="fill-accent" />
    </svg>
  );
}

/** A table whose numbers are drawn as bars: read as a table, looked at as a chart. The first cell names the row. */
export function BarTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly { id: string; name: ReactNode; cells: readonly BarCell[] }[];
}) {
  return (
    <table className="mb-6 w-full table-fixed border-collapse text-left">
      <caption className="mb-1 text-left font-bold">{caption}</caption>
      <thead>
        <tr className="border-control border-b-2 text-sm">
          {columns.map((column) => (
            <th key={column} scope="col" className="py-1 pr-3 align-bottom">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, cells }) => (
          <tr key={id} className="border-line border-b">
            <th scope="row" className="py-1 pr-3 font-normal">
              {name}
            </th>
            {cells.map(({ text, share }, index) => (
              <td key={columns[index + 1]} className="py-1 pr-3 tabular-nums">
                {text}
                {share === undefined ? null : <Bar share={share} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
