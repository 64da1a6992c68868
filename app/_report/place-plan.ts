// What the place step gets when the form already stands: see use-place.
export { MapOnDemand } from './place-map-button';
export { PlaceTiles } from './place-tiles';
