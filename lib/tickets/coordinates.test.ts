import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromWgs84, toWgs84 } from './coordinates';
import { metresBetween } from './distance';

// Published by others: the test cases of eviltransform (googollee/eviltransform) and of geoToolbox.
const PUBLISHED = [
  { name: 'Shanghai', wgs: [121.5272106, 31.1774276], gcj: [121.531541859215, 31.17530398364597] },
  { name: 'Shenzhen', wgs: [113.912316, 22.543847], gcj: [113.9171764808363, 22.540796131694766] },
  { name: 'Beijing', wgs: [116.377817, 39.911954], gcj: [116.38404722455657, 39.91334545536069] },
  { name: 'the west of Beijing', wgs: [116.0, 40.0], gcj: [116.006141221789, 40.001213650174] },
] as const;

const at = ([lng, lat]: readonly [number, number]) => ({ lng, lat });

describe('GCJ-02', () => {
  test.each(PUBLISHED)('$name as published, both ways', ({ wgs, gcj }) => {
    expect(metresBetween(fromWgs84(at(wgs), 'gcj02'), at(gcj))).toBeLessThan(0.05);
    expect(metresBetween(toWgs84(at(gcj), 'gcj02'), at(wgs))).toBeLessThan(0.5);
  });

  test('there and back is within half a metre everywhere in the province', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 121, max: 135.3, noNaN: true }),
        fc.double({ min: 43.2, max: 53.7, noNaN: true }),
        (lng, lat) => {
          const bent = fromWgs84({ lng, lat }, 'gcj02');
          // In the province the two systems lie hundreds of metres apart, so a conversion that does nothing is found.
          expect(metresBetween(bent, { lng, lat })).toBeGreaterThan(100);
          expect(metresBetween(toWgs84(bent, 'gcj02'), { lng, lat })).toBeLessThan(0.5);
        },
      ),
    );
  });

  test('a map in WGS-84 and a place abroad stay as they are', () => {
    expect(toWgs84({ lng: 126.6, lat: 45.7 }, 'wgs84')).toEqual({ lng: 126.6, lat: 45.7 });
    expect(fromWgs84({ lng: 13.4, lat: 52.5 }, 'gcj02')).toEqual({ lng: 13.4, lat: 52.5 });
  });
});
