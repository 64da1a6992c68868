'use client';

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
const BOX = SIZE - 6;
const BAR = 24;

const outline = ({ column, row }: Tile) => `M${column * SIZE + 1} ${row * SIZE + 1}h${BOX}v${BOX}h-${BOX}z`;

function bar({ column, row, share }: Tile): string {
  const height = Math.round(share * BAR);
  return height > 0 ? `M${column * SIZE + 5} ${row * SIZE + BOX - 3}h${BOX - 8}v-${height}h-${BOX - 8}z` : '';
}

/**
 * Areas as equal tiles, roughly where they lie. A picture only: the same numbers stand in a list beside it, so it is one
 * image for a screen reader. A client component for its weight alone: it sends numbers instead of elements.
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
      <path d={tiles.map(outline).join('')} className="fill-surface stroke-control" strokeWidth="2" />
      {/* a bar as well as the number: the height tells, not the colour */}
      <path d={tiles.map(bar).join('')} className="fill-accent" />
      <g className="fill-ink font-bold" fontSize="17" textAnchor="middle">
        {tiles.map(({ id, label: name, column, row }) => (
          <text key={id} x={column * SIZE + BOX / 2} y={row * SIZE + 28}>
            {name}
          </text>
        ))}
      </g>
      <g className="fill-ink" fontSize="17" textAnchor="middle">
        {tiles.map(({ id, value, column, row }) => (
          <text key={id} x={column * SIZE + BOX / 2} y={row * SIZE + 54}>
            {value}
          </text>
        ))}
      </g>
    </svg>
  );
}
