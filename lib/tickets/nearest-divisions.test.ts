import { expect, test } from 'vitest';
import { nearestDivisions } from './nearest-divisions';

const place = (name: string, lng: number | null, lat: number | null, change: object = {}) => ({
  name,
  level: 'county',
  selectable: true,
  centreLng: lng,
  centreLat: lat,
  ...change,
});

// One degree of latitude is 111.2 km; at 60 degrees north one of longitude is half of that.
const places = [
  place('south', 126, 59),
  place('east', 127, 60),
  place('far', 126, 61.5),
  place('city', 126, 60, { level: 'prefecture' }),
  place('statistical unit', 126, 60.01, { selectable: false }),
  place('without a seat', null, null),
];

test('counties by the distance of their seats, and nothing that nobody can choose', () => {
  const found = nearestDivisions(places, { lng: 126, lat: 60 }, 3);
  expect(found.map(({ division, metres }) => [division.name, Math.round(metres / 1000)])).toEqual([
    ['east', 56],
    ['south', 111],
  ]);
  expect(nearestDivisions(places, { lng: 126, lat: 60 }, 1)).toHaveLength(1);
});

test('a position more than 150 km from every seat lies outside', () => {
  expect(nearestDivisions(places, { lng: 126, lat: 57.6 }, 3)).toEqual([]);
  expect(nearestDivisions(places, { lng: 126, lat: 57.7 }, 3)).toHaveLength(1);
});
