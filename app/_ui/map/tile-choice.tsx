'use client';

import { classNames } from '../class-names';

/** One tile that can be chosen. With a place it stands there, without one it follows the tile before it. */
export interface ChoiceTile {
  id: string;
  label: string;
  place?: { column: number; row: number } | undefined;
}

// Written out, since the style sheet is made from the names found in the source.
const COLUMNS = ['col-start-1', 'col-start-2', 'col-start-3', 'col-start-4'];
const ROWS = ['row-start-1', 'row-start-2', 'row-start-3', 'row-start-4'];

// The tick is drawn, not written, or it would be read out as part of the name.
const tileClass =
  'bg-surface border-control text-ink min-h-target flex size-full cursor-pointer items-center justify-center rounded-sm border-2 px-1 py-1.5 text-center text-sm leading-tight text-balance hyphens-auto ' +
  'peer-checked:bg-accent peer-checked:border-accent peer-checked:text-on-accent peer-checked:font-bold peer-checked:before:absolute peer-checked:before:top-1 peer-checked:before:left-1.5 peer-checked:before:h-2.5 peer-checked:before:w-1 peer-checked:before:rotate-45 peer-checked:before:border-r-2 peer-checked:before:border-b-2 ' +
  'peer-focus-visible:outline-focus peer-focus-visible:ring-(--focus-edge) peer-focus-visible:outline-3 peer-focus-visible:ring-5';

/** One choice of several as tiles: radio buttons, so arrow keys, one stop of the tab key and screen readers know them. */
export function TileChoice({
  name,
  label,
  tiles,
  value,
  onChoose,
}: {
  name: string;
  label: string;
  tiles: readonly ChoiceTile[];
  value: string;
  onChoose: (id: string) => void;
}) {
  const placed = tiles.some(({ place }) => place);
  const order = [...tiles].sort(
    (a, b) => (a.place?.row ?? 0) - (b.place?.row ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
  );
  return (
    <fieldset className="mb-4 min-w-0">
      <legend className="mb-2 font-bold">{label}</legend>
      <div
        className={classNames(
          'grid max-w-md gap-1.5',
          placed ? 'grid-cols-4' : 'grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))]',
        )}
      >
        {order.map(({ id, label: text, place }) => (
          <label
            key={id}
            className={classNames('relative', place && COLUMNS[place.column], place && ROWS[place.row])}
          >
            <input
              type="radio"
              name={name}
              value={id}
              checked={id === value}
              onChange={() => onChoose(id)}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className={tileClass}>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
