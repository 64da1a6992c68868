'use client';

import { useRef, useState } from 'react';

import type { Locale } from '@/lib/platform/i18n/locales';
import type { NearPlaces } from '@/lib/tickets/near-places';
import { isInProvince } from '@/lib/tickets/province';

import { readProblem } from './problem';

export interface Position {
  lng: number;
  lat: number;
}

/** What became of the wish for a position. `refused`: outside the province, in the server's words. */
export type NearState =
  | { kind: 'idle' | 'busy' | 'denied' | 'unavailable' | 'timeout' | 'failed' }
  | { kind: 'refused'; text: string }
  | { kind: 'got' | 'coarse'; places: NearPlaces };

/** A device that is further off tells the district at best, not the place. */
const COARSE_M = 1_000;

/** Six decimals are 10 cm: more would only pretend. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

const DEVICE_FAULTS = { 1: 'denied', 2: 'unavailable', 3: 'timeout' } as const;

/** Where a position lies, asked of the server with some ten metres' precision; null when nobody answers. */
async function askPlaces({ lng, lat }: Position, locale: Locale): Promise<NearPlaces | string | null> {
  try {
    const query = `lng=${lng.toFixed(4)}&lat=${lat.toFixed(4)}`;
    const answer = await window.fetch(`/api/v1/divisions/near?${query}`);
    if (answer.ok) return (await answer.json()) as NearPlaces;
    const problem = readProblem(await answer.text(), locale, '');
    return problem.code === 'position_outside' ? problem.text : null;
  } catch {
    return null;
  }
}

/**
 * Positions of the device, only when asked for, and of the map, with the districts they may lie in.
 * @param take is given each good position, null for one that is too coarse to keep, and the places when they are known
 */
export function useNear(
  locale: Locale,
  take: (position: Position | null, places: NearPlaces | null) => void,
) {
  const [state, setState] = useState<NearState>({ kind: 'idle' });
  const [accuracy, setAccuracy] = useState<number | null>(null);
  const turn = useRef(0);

  async function at(given: Position, metres: number | null = null) {
    const mine = (turn.current += 1);
    const position = { lng: rounded(given.lng), lat: rounded(given.lat) };
    const coarse = metres !== null && metres > COARSE_M;
    setState({ kind: 'busy' });
    // At once: whoever goes on before the server has answered keeps the position all the same.
    if (!coarse && isInProvince(position.lng, position.lat)) take(position, null);
    const places = await askPlaces(position, locale);
    if (mine !== turn.current) return;
    setAccuracy(metres === null ? null : Math.round(metres));
    if (typeof places === 'string') return setState({ kind: 'refused', text: places });
    take(coarse ? null : position, places);
    setState(places ? { kind: coarse ? 'coarse' : 'got', places } : { kind: 'failed' });
  }

  function locate() {
    const mine = (turn.current += 1);
    if (!('geolocation' in navigator)) return setState({ kind: 'unavailable' });
    setState({ kind: 'busy' });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (mine !== turn.current) return;
        void at({ lng: coords.longitude, lat: coords.latitude }, coords.accuracy);
      },
      ({ code }) => {
        if (mine !== turn.current) return;
        setState({ kind: DEVICE_FAULTS[code as keyof typeof DEVICE_FAULTS] ?? 'unavailable' });
      },
      // Whoever presses again wants to know anew.
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    );
  }

  return {
    state,
    /** Metres, of the last position of the device; null for one from the map. */
    accuracy,
    locate,
    at,
    forget() {
      turn.current += 1;
      setState({ kind: 'idle' });
    },
  };
}
