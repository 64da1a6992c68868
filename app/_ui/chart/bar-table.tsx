'use client';

import type { ReactNode } from 'react';

/** A cell: a text, and where it is a number also a bar. */
interface BarCell {
  text: string;
  /** 0 to 1, of the longest bar in the table. */
  share?: number;
}

/** The bar only shows again what its number says, so it is hidden from screen readers. */
function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden="true">
      <rect width={`${Math.round(share * 100)}%`} height="8" />
    </svg>
  );
}

/**
 * A dense table whose numbers are drawn as bars: read as a table, looked at as a chart. The first cell names the row.
 * Drawn on the device as well: its texts are sent instead of its elements, which would travel twice.
 */
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
    <table className="cells mb-6 w-full table-fixed border-collapse text-left tabular-nums">
      <caption className="mb-1 text-left font-bold">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, cells }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {cells.map(({ text, share }, column) => (
              <td key={column}>
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
