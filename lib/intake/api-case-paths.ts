import { caseFilters } from '@/lib/tickets/cases/case-filters';
import { nearQuery } from '@/lib/tickets/cases/near-cases';
import { json, parameter, queryParameters, refusals } from './api-parts';

/** The paths of public cases. */
export function casePaths(): Record<string, unknown> {
  return {
    '/api/v1/cases': {
      get: {
        operationId: 'listCases',
        summary: 'Published cases, newest first',
        parameters: [
          ...queryParameters(caseFilters),
          parameter('query', 'cursor', '`next` of the page before', false),
        ],
        responses: {
          200: { description: 'A page of 20 with counts', ...json('Cases') },
          ...refusals('invalid_input', 'rate_limited', 'unavailable'),
        },
      },
    },
    '/api/v1/cases/{id}': {
      get: {
        operationId: 'getCase',
        summary: 'One published case',
        parameters: [parameter('path', 'id', 'Public name of the case', true)],
        responses: {
          200: { description: 'The case', ...json('Case') },
          ...refusals('no_such_page', 'rate_limited', 'unavailable'),
        },
      },
    },
    '/api/v1/cases/near': {
      get: {
        operationId: 'nearCases',
        summary: 'Open cases of a category near a position, or about one asset',
        parameters: queryParameters(nearQuery),
        responses: {
          200: { description: 'At most 20, the nearest first', ...json('NearbyCases') },
          ...refusals('invalid_input', 'rate_limited', 'unavailable'),
        },
      },
      post: {
        operationId: 'nearReport',
        summary: 'Open cases that may be the one a report is being written about',
        requestBody: { required: true, ...json('NearReport') },
        responses: {
          200: { description: 'At most 20, the nearest first', ...json('NearbyCases') },
          ...refusals(
            'invalid_body',
            'unsupported_content_type',
            'body_too_large',
            'invalid_input',
            'rate_limited',
            'unavailable',
          ),
        },
      },
    },
    '/api/v1/cases/{id}/followers': {
      post: {
        operationId: 'followCase',
        summary: 'Say that you met the same problem; makes no report',
        parameters: [parameter('path', 'id', 'Public name of the case', true)],
        requestBody: { required: true, ...json('Follower') },
        responses: {
          200: { description: 'This device had been counted before', ...json('FollowedCase') },
          201: { description: 'Counted', ...json('FollowedCase') },
          ...refusals(
            'invalid_body',
            'unsupported_content_type',
            'body_too_large',
            'invalid_input',
            'no_such_page',
            'case_closed',
            'rate_limited',
            'unavailable',
          ),
        },
      },
    },
  };
}
