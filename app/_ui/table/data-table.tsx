import type { ReactNode } from 'react';

/** A table that scrolls in its own frame when the screen is narrow. The first cell of each row names the row. */
export function DataTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
}) {
  return (
    // a frame that scrolls must be reachable by keyboard
    <div role="region" aria-label={caption} tabIndex={0} className="mb-6 overflow-x-auto">
      <table className="w-full border-collapse text-left">
        <caption className="mb-2 text-left font-bold">{caption}</caption>
        <thead>
          <tr className="border-control border-b-2">
            {columns.map((column) => (
              <th key={column} scope="col" className="py-2 pr-4 align-bottom">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-line border-b align-top">
              {row.cells.map((cell, index) =>
                index === 0 ? (
                  <th key={columns[index]} scope="row" className="min-w-24 py-2 pr-4">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[index]} className="min-w-40 py-2 pr-4">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
