import { z } from 'zod';

import { categoryDetail, categoryItem } from '@/lib/tickets/view-schemas';

import { json, parameter, refusals, schemaOf } from './api-parts';
import { LIMITS } from './limits';
import { suggestReply, suggestRequest } from './suggest/suggest-schema';

const reportForm = z.object({
  version: z.string().describe('Changes when the form asks or accepts something else'),
});

/** The paths about what can be reported. */
export function categoryPaths(): Record<string, unknown> {
  return {
    '/api/v1/categories': {
      get: {
        operationId: 'listCategories',
        summary: 'What can be reported',
        responses: { 200: { description: 'All active categories', ...json('Categories') } },
      },
    },
    '/api/v1/categories/{code}': {
      get: {
        operationId: 'getCategory',
        summary: 'One category with the questions about it; answers go into `attributes` under their keys',
        parameters: [parameter('path', 'code', 'Category code', true)],
        responses: {
          200: { description: 'The category', ...json('Category') },
          ...refusals('no_such_page', 'unavailable'),
        },
      },
    },
    '/api/v1/suggest': {
      post: {
        operationId: 'suggestCategories',
        summary: 'Categories that a description speaks of; nothing is kept',
        requestBody: { required: true, ...json('SuggestRequest') },
        responses: {
          200: { description: 'What the text speaks of', ...json('Suggestions') },
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
    '/api/v1/report-form': {
      get: {
        operationId: 'getReportForm',
        summary: 'The version of the form, for reports that are sent later than they are written',
        responses: { 200: { description: 'Its version', ...json('ReportForm') }, ...refusals('unavailable') },
      },
    },
  };
}

/** The schemas that those paths name. */
export function categorySchemas(): Record<string, unknown> {
  const request = schemaOf(suggestRequest, 'input') as { properties: Record<string, object> };
  Object.assign(request.properties.text!, { maxLength: LIMITS.description });
  return {
    Categories: schemaOf(z.object({ items: z.array(categoryItem) }), 'output'),
    Category: schemaOf(categoryDetail, 'output'),
    SuggestRequest: request,
    Suggestions: schemaOf(suggestReply, 'output'),
    ReportForm: schemaOf(reportForm, 'output'),
  };
}
