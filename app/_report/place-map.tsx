'use client';

import { useRef, useState } from 'react';

import { fromWgs84, toWgs84, type Position } from '@/lib/tickets/coordinates';
import { nearestDivisions } from '@/lib/tickets/nearest-divisions';

import { Button } from '../_ui/form/button';
import { MapView, type MapFault, type MapHandle, type MapPosition } from '../_ui/map/map-view';
import type { PlaceMapProps } from './place-map-button';
import { placeName } from './place-names';

/** The middle of the province, where a map begins that knows nothing better. */
const PROVINCE = { lng: 127.8, lat: 47.2, zoom: 5 };
const LISTED = 5;

function startOf({ answers, place, prefecture }: PlaceMapProps): Position & { zoom: number } {
  const { lng, lat, divisionCode } = answers;
  if (lng !== null && lat !== null) return { lng, lat, zoom: 16 };
  const centreOf = (code: string) => place.divisions.find((division) => division.code === code)?.centre;
  const [division, city] = [centreOf(divisionCode), centreOf(prefecture)];
  if (division) return { ...division, zoom: 13 };
  return city ? { ...city, zoom: 10 } : PROVINCE;
}

/** The map to pick a position on, with the same by list. Positions go in and out in WGS-84, whatever the map counts in. */
export function PlaceMap(props: PlaceMapProps) {
  const { t, locale, map, answers, place } = props;
  const [begin] = useState(() => startOf(props));
  const [centre, setCentre] = useState<Position>(begin);
  const [fault, setFault] = useState<MapFault | null>(null);
  const handle = useRef<MapHandle>(null);

  if (fault) return <p role="alert">{t(`report.map.fault.${fault}`)}</p>;

  const onMap = (position: Position) => fromWgs84(position, map.coordinates);
  const kept = (position: MapPosition) => toWgs84(position, map.coordinates);
  const pick = (position: MapPosition | null) => {
    if (position) void place.near.at(kept(position));
  };
  const { lng, lat } = answers;
  const near = nearestDivisions(
    place.divisions.map((division) => ({
      ...division,
      centreLng: division.centre?.lng ?? null,
      centreLat: division.centre?.lat ?? null,
    })),
    centre,
    LISTED,
  );
  const [closest] = near;
  return (
    <div className="mt-3">
      <p className="text-muted mb-2 text-sm">{t('report.map.how')}</p>
      <MapView
        ref={handle}
        styleUrl={map.styleUrl}
        start={onMap(begin)}
        zoom={begin.zoom}
        marker={lng !== null && lat !== null ? onMap({ lng, lat }) : null}
        texts={{
          map: t('report.map.label'),
          marker: t('report.map.marker'),
          attribution: t('report.map.attribution'),
          twoFingers: t('report.map.twoFingers'),
          control: t('report.map.control'),
          command: t('report.map.command'),
        }}
        onPick={pick}
        onMove={(position) => setCentre(kept(position))}
        onFault={setFault}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button type="button" onClick={() => pick(handle.current?.centre() ?? null)}>
          {t('report.map.useCentre')}
        </Button>
        <Button type="button" look="second" onClick={() => handle.current?.zoom(1)}>
          {t('report.map.zoomIn')}
        </Button>
        <Button type="button" look="second" onClick={() => handle.current?.zoom(-1)}>
          {t('report.map.zoomOut')}
        </Button>
      </div>
      <p role="status" className="mt-2">
        {t('report.map.centre', {
          value: t('report.place.positionValue', { lng: centre.lng.toFixed(5), lat: centre.lat.toFixed(5) }),
          name: closest ? placeName(closest.division, locale) : '–',
        })}
      </p>
      <p id="map-list" className="mt-2 font-bold">
        {t('report.map.list')}
      </p>
      <ul aria-labelledby="map-list" className="mt-1 flex flex-wrap gap-2">
        {near.map(({ division, metres }) => (
          <li key={division.code}>
            <Button
              type="button"
              look="second"
              aria-pressed={answers.divisionCode === division.code}
              onClick={() => {
                place.setDivision(division.code);
                if (division.centre) handle.current?.goTo(onMap(division.centre));
              }}
            >
              {t('report.map.listed', { name: placeName(division, locale), km: (metres / 1000).toFixed(1) })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
