'use client';

import { MapLibreMap, Marker, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';

// A file of our own site, so that the policy of the page need not allow scripts made up at run time.
setWorkerUrl(new URL('maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).href);

/** Degrees, in the system the map's style counts in. */
export interface MapPosition {
  lng: number;
  lat: number;
}

export interface MapTexts {
  /** Names the map and says how it is used by keyboard. */
  map: string;
  marker: string;
  attribution: string;
  twoFingers: string;
  control: string;
  command: string;
}

/** What can be asked of a map from outside. */
export interface MapHandle {
  centre(): MapPosition | null;
  goTo(position: MapPosition): void;
  zoom(by: 1 | -1): void;
}

/** Why there is no map: the device cannot draw one, or its style does not arrive. */
export type MapFault = 'device' | 'style';

/** A style that has not arrived by then will not. */
const STYLE_WITHIN_MS = 20_000;

/**
 * A map to pick a position on: by click, by dragging the marker, or with the arrow keys and Enter for the cross in the
 * middle. The style's attribution is shown. Loaded on demand only: it is many times heavier than a page.
 */
export function MapView({
  ref,
  styleUrl,
  start,
  zoom,
  marker,
  texts,
  onPick,
  onMove,
  onFault,
}: {
  ref?: Ref<MapHandle>;
  styleUrl: string;
  start: MapPosition;
  zoom: number;
  marker: MapPosition | null;
  texts: MapTexts;
  onPick: (position: MapPosition) => void;
  onMove: (centre: MapPosition) => void;
  onFault: (fault: MapFault) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibreMap | null>(null);
  const pin = useRef<Marker | null>(null);
  const latest = useRef({ onPick, onMove, onFault });
  const begin = useRef({ styleUrl, start, zoom, texts });

  useEffect(() => {
    latest.current = { onPick, onMove, onFault };
  });

  useEffect(() => {
    const container = frame.current;
    if (!container) return;
    const made = makeMap(container, begin.current, latest);
    if (!made) return latest.current.onFault('device');
    map.current = made.map;
    pin.current = made.pin;
    return () => {
      map.current = null;
      made.remove();
    };
  }, []);

  const [lng, lat] = [marker?.lng, marker?.lat];
  useEffect(() => {
    if (!map.current || !pin.current) return;
    if (lng === undefined || lat === undefined) pin.current.remove();
    else pin.current.setLngLat([lng, lat]).addTo(map.current);
  }, [lng, lat]);

  useImperativeHandle(
    ref,
    () => ({
      centre: () => map.current?.getCenter().wrap() ?? null,
      goTo: ({ lng, lat }) => map.current?.easeTo({ center: [lng, lat] }),
      zoom: (by) => map.current?.zoomTo(map.current.getZoom() + by),
    }),
    [],
  );

  return (
    <div className="border-control relative h-80 overflow-hidden rounded-sm border-2 sm:h-96">
      <div ref={frame} className="size-full" />
      <svg
        aria-hidden="true"
        viewBox="0 0 40 40"
        className="pointer-events-none absolute inset-0 m-auto size-10"
      >
        <path d="M20 2v36M2 20h36" className="stroke-surface" strokeWidth="6" />
        <path d="M20 2v36M2 20h36" className="stroke-danger" strokeWidth="2" />
      </svg>
    </div>
  );
}

interface Listeners {
  current: {
    onPick: (position: MapPosition) => void;
    onMove: (centre: MapPosition) => void;
    onFault: (fault: MapFault) => void;
  };
}

function makeMap(
  container: HTMLElement,
  { styleUrl, start, zoom, texts }: { styleUrl: string; start: MapPosition; zoom: number; texts: MapTexts },
  listeners: Listeners,
): { map: MapLibreMap; pin: Marker; remove: () => void } | null {
  let map: MapLibreMap;
  try {
    map = new MapLibreMap({
      container,
      style: styleUrl,
      center: [start.lng, start.lat],
      zoom,
      attributionControl: { compact: false },
      // One finger scrolls the page the map stands in, two move the map.
      cooperativeGestures: true,
      dragRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: {
        'Map.Title': texts.map,
        'Marker.Title': texts.marker,
        'AttributionControl.ToggleAttribution': texts.attribution,
        'CooperativeGesturesHandler.MobileHelpText': texts.twoFingers,
        'CooperativeGesturesHandler.WindowsHelpText': texts.control,
        'CooperativeGesturesHandler.MacHelpText': texts.command,
      },
    });
  } catch {
    // No WebGL: old devices, and browsers that switched it off.
    return null;
  }
  map.keyboard.disableRotation();
  map.touchZoomRotate.disableRotation();
  const pin = new Marker({ draggable: true });
  const canvas = map.getCanvas();
  // Arrow keys and Enter are for the map: a screen reader must pass them on.
  canvas.setAttribute('role', 'application');
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    listeners.current.onPick(map.getCenter().wrap());
  });
  pin.on('dragend', () => listeners.current.onPick(pin.getLngLat().wrap()));
  map.on('click', ({ lngLat }) => listeners.current.onPick(lngLat.wrap()));
  map.on('moveend', () => listeners.current.onMove(map.getCenter().wrap()));

  const give = () => listeners.current.onFault('style');
  const timer = window.setTimeout(give, STYLE_WITHIN_MS);
  let styled = false;
  map.on('style.load', () => {
    styled = true;
    window.clearTimeout(timer);
  });
  // Without a listener it is written to the console. Later faults are of single tiles, which show as blank.
  map.on('error', () => {
    if (styled) return;
    window.clearTimeout(timer);
    give();
  });
  return {
    map,
    pin,
    remove: () => {
      window.clearTimeout(timer);
      map.remove();
    },
  };
}
