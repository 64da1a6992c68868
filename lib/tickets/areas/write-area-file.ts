import { CSV_START, csvLine } from '@/lib/platform/csv';
import { DIVISION_HEADINGS, type DivisionRow } from './division-rows';
import { GRID_HEADINGS, type Grid } from './grid-rows';

const yesNo = (value: boolean) => (value ? '是' : '否');

/** Divisions as the file that `readDivisionFile` reads. */
export function divisionsAsCsv(divisions: readonly DivisionRow[]): string {
  const lines = divisions.map((row) =>
    csvLine([
      row.code,
      row.nameZh,
      row.nameEn,
      row.kind,
      yesNo(row.selectable),
      row.centreLng?.toString() ?? '',
      row.centreLat?.toString() ?? '',
      row.altCode ?? '',
      row.note ?? '',
    ]),
  );
  return CSV_START + csvLine(DIVISION_HEADINGS) + lines.join('');
}

/** Grids as the file that `readGridFile` reads; without their shapes. */
export function gridsAsCsv(grids: readonly Grid[]): string {
  const lines = grids.map(({ code, name, areaClass, streetCode }) =>
    csvLine([code, name, areaClass, streetCode ?? '']),
  );
  return CSV_START + csvLine(GRID_HEADINGS) + lines.join('');
}

/** Grids with their shapes as a GeoJSON FeatureCollection (RFC 7946, WGS-84). */
export function gridsAsGeoJson(grids: readonly Grid[]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: grids.map(({ shape, ...properties }) => ({
      type: 'Feature',
      properties,
      geometry: shape && { type: 'MultiPolygon', coordinates: shape },
    })),
  });
}
