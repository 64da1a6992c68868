import { Faults } from '../faults';
import { json, type Exchange, type Reply } from '../http';
import { html, page, viewOf } from '../page';
import type { Peer, PeerTools } from '../peer';
import { PeerLog } from '../peer-log';
import { PLACES, RIVER } from './places';
import { drawTile } from './tile';

const DEEPEST = 19;
const OPEN = { 'access-control-allow-origin': '*' };

function featureCollection(features: readonly { geometry: object; properties?: object }[]): object {
  return {
    type: 'FeatureCollection',
    features: features.map((feature) => ({ type: 'Feature', properties: {}, ...feature })),
  };
}

/** A MapLibre style. Places stand where this system of coordinates has them, so that a mix-up is seen on the map. */
function style(own: string, gcj02: boolean): object {
  const places = PLACES.map(([name, fromZoom, lng, lat, gcjLng, gcjLat]) => ({
    geometry: { type: 'Point', coordinates: gcj02 ? [gcjLng, gcjLat] : [lng, lat] },
    properties: { name, fromZoom },
  }));
  const river = { geometry: { type: 'LineString', coordinates: RIVER } };
  const shown = ['>=', ['zoom'], ['get', 'fromZoom']];
  return {
    version: 8,
    name: gcj02 ? 'sandbox GCJ-02' : 'sandbox',
    sources: {
      paper: {
        type: 'raster',
        tiles: [`${own}/map/tiles/{z}/{x}/{y}.png`],
        tileSize: 256,
        maxzoom: DEEPEST,
        attribution: '模拟地图 · 演示数据',
      },
      river: { type: 'geojson', data: featureCollection([river]) },
      places: { type: 'geojson', data: featureCollection(places) },
    },
    layers: [
      { id: 'paper', type: 'raster', source: 'paper' },
      {
        id: 'river',
        type: 'line',
        source: 'river',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': '#7fb2d6', 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 2, 14, 24] },
      },
      {
        id: 'dots',
        type: 'circle',
        source: 'places',
        filter: shown,
        paint: { 'circle-radius': 5, 'circle-color': '#3d4a56' },
      },
      {
        id: 'names',
        type: 'symbol',
        source: 'places',
        filter: shown,
        layout: { 'text-field': ['get', 'name'], 'text-size': 15, 'text-offset': [0, 1.1] },
        paint: { 'text-color': '#1b2129', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
      },
    ],
  };
}

/** A vendor's map: a style with its tiles, in WGS-84 and in GCJ-02. */
export class MapVendor implements Peer {
  readonly name = 'map';
  readonly faults = new Faults();
  readonly log = new PeerLog();
  readonly #config: PeerTools['config'];

  constructor({ config }: PeerTools) {
    this.#config = config;
  }

  speaksProtocol({ method }: Pick<Exchange, 'method'>, path: readonly string[]): boolean {
    return method === 'GET' && path.length > 0 && !path[0]?.startsWith('_');
  }

  handle(exchange: Exchange, path: readonly string[]): Promise<Reply | null> {
    return Promise.resolve(this.#answer(exchange, path));
  }

  reset(): void {
    // Nothing is kept.
  }

  #answer(exchange: Exchange, path: readonly string[]): Reply | null {
    if (exchange.method !== 'GET') return null;
    const [room, z, x, y] = path;
    if (room === undefined) return this.#page(exchange);
    if (path.length === 1 && /^style(-gcj02)?\.json$/.test(room)) {
      const reply = json(200, style(exchange.url.origin, room === 'style-gcj02.json'));
      return { ...reply, headers: { ...reply.headers, ...OPEN } };
    }
    const row = /^(\d{1,7})\.png$/.exec(y ?? '')?.[1];
    if (room !== 'tiles' || path.length !== 4 || row === undefined) return null;
    const tile = [z, x, row].map((part) => (/^\d{1,7}$/.test(part ?? '') ? Number(part) : -1)) as [
      number,
      number,
      number,
    ];
    if (tile.some((part) => part < 0) || tile[0] > DEEPEST) return null;
    if (tile[1] >= 2 ** tile[0] || tile[2] >= 2 ** tile[0]) return null;
    return {
      status: 200,
      headers: { 'content-type': 'image/png', 'cache-control': 'max-age=3600', ...OPEN },
      body: drawTile(...tile),
    };
  }

  #page(exchange: Exchange): Reply {
    const view = viewOf(exchange);
    const settings = ['style.json', 'style-gcj02.json'].map(
      (file) => html`<li><code>MAP_STYLE_URL=${this.#config.ownUrl}/map/${file}</code></li>`,
    );
    return page(
      exchange,
      view.t('地图', 'Map'),
      html`<p>
          ${view.t('模拟地图服务：一份样式和它的瓦片。第二份用 GCJ-02 坐标，须同时设 MAP_COORDINATES=gcj02。', 'A map vendor: a style and its tiles. The second counts in GCJ-02 and needs MAP_COORDINATES=gcj02.')}
        </p>
        <ul>
          ${settings}
        </ul>`,
    );
  }
}
