/** One area of a schematic map: a tile at a place of the grid, darker the more it has. */
export interface Tile {
  id: string;
  label: string;
  value: string;
  column: number;
  row: number;
  /** 0 to 1. */
  share: number;
}

const SIZE = 96;
const GAP = 6;

/**
 * Areas as equal tiles, roughly where they lie. A picture only: the same numbers stand in a list beside it, so it is one
 * image for a screen reader.
 */
export function TileMap({ label, tiles }: { label: string; tiles: readonly Tile[] }) {
  const columns = Math.max(...tiles.map(({ column }) => column)) + 1;
  const rows = Math.max(...tiles.map(({ row }) => row)) + 1;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${columns * SIZE} ${rows * SIZE}`}
      className="h-auto w-full max-w-xl"
    >
      {tiles.map(({ id, label: name, value, column, row, share }) => (
        <g key={id} transform={`translate(${column * SIZE} ${row * SIZE})`}>
          <rect
            width={SIZE - GAP}
            height={SIZE - GAP}
            rx="6"
            className="fill-surface stroke-control"
            strokeWidth="2"
          />
          {/* a bar as well as the number: the height tells, not the colour */}
          <rect
            x="4"
            y={SIZE - GAP - 4 - Math.round(share * 24)}
            width={SIZE - GAP - 8}
            height={Math.round(share * 24)}
            className="fill-accent"
          />
          <text x={(SIZE - GAP) / 2} y="28" textAnchor="middle" fontSize="17" className="fill-ink font-bold">
            {name}
          </text>
          <text x={(SIZE - GAP) / 2} y="54" textAnchor="middle" fontSize="20" className="fill-ink">
            {value}
          </text>
        </g>
      ))}
    </svg>
  );
}
