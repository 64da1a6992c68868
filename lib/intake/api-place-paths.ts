import { nearPlacesQuery } from '@/lib/tickets/near-places';
import { json, parameter, queryParameters, refusals } from './api-parts';

/** The paths that help to say where. */
export function placePaths(): Record<string, unknown> {
  return {
    '/api/v1/divisions': {
      get: {
        operationId: 'listDivisions',
        summary: 'Where: province, prefectures, counties; streets by parent',
        parameters: [
          parameter('query', 'parent', 'Code of a division: lists what lies right below it', false),
        ],
        responses: { 200: { description: 'Divisions', ...json('Divisions') }, ...refusals('no_such_page') },
      },
    },
    '/api/v1/divisions/near': {
      get: {
        operationId: 'nearDivisions',
        summary: 'The districts a position may lie in, for the person to check',
        parameters: queryParameters(nearPlacesQuery),
        responses: {
          200: { description: 'At most 5, the most likely first', ...json('NearPlaces') },
          ...refusals('invalid_input', 'position_outside', 'rate_limited', 'unavailable'),
        },
      },
    },
    '/api/v1/components/{code}': {
      get: {
        operationId: 'findComponent',
        summary: 'What a number on a lamp post, cover or other object belongs to',
        parameters: [
          parameter('path', 'code', 'As printed; blanks, full-width and small letters do not matter', true),
        ],
        responses: {
          200: { description: 'The component', ...json('Component') },
          ...refusals('unknown_component', 'rate_limited', 'unavailable'),
        },
      },
    },
  };
}
