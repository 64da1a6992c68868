import { z } from 'zod';
import { omit } from 'zod/mini';
import { casePaths } from './api-case-paths';
import { categoryPaths, categorySchemas } from './api-category-paths';
import { placePaths } from './api-place-paths';
import { nearReportBody } from './near-report';
import { json, parameter, refusals, schemaOf } from './api-parts';
import { submittedReport } from './reply-schema';
import { LIMITS } from './limits';
import { submissionFields } from './submission';
import { uploadReply } from '@/lib/media/upload-reply';
import { caseDetail, caseList, followedCase, nearbyCases } from '@/lib/tickets/cases/case-schemas';
import { followerBody } from '@/lib/tickets/cases/follow-case';
import { componentView } from '@/lib/tickets/components/component-schema';
import { nearPlaces } from '@/lib/tickets/near-places';
import { divisionItem, publicTicketView } from '@/lib/tickets/view-schemas';

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('In the language of Accept-Language, Chinese by default'),
    code: z.string().describe('Stable; read this, not the text'),
    instance: z.string(),
    messages: z.object({ 'zh-CN': z.string(), en: z.string() }),
    errors: z
      .array(
        z.object({
          field: z.string(),
          code: z.string(),
          detail: z.string(),
          messages: z.object({ 'zh-CN': z.string(), en: z.string() }),
        }),
      )
      .optional(),
  })
  .describe('RFC 9457');

/** The answers of a report; lengths are checked in code points, as JSON Schema counts them. */
function reportSchema(): Record<string, unknown> {
  const schema = schemaOf(omit(submissionFields, { channel: true }), 'input') as {
    properties: Record<string, Record<string, unknown> & { properties?: Record<string, object> }>;
  };
  const { description, address, reporter, attributes } = schema.properties;
  Object.assign(description!, { maxLength: LIMITS.description });
  Object.assign(address!, { maxLength: LIMITS.address });
  Object.assign(attributes!, {
    maxProperties: LIMITS.attributes,
    propertyNames: { type: 'string', minLength: 1, maxLength: LIMITS.attributeKey },
    description: `At most ${LIMITS.attributesText} characters in all, as JSON`,
  });
  for (const name of ['name', 'phone', 'email'] as const)
    Object.assign(reporter!.properties![name]!, { maxLength: LIMITS[name] });
  return schema;
}

const list = (item: z.ZodType) => z.object({ items: z.array(item) });
/** OpenAPI 3.1 of the public API, built from the schemas the code itself uses. */
export function apiDescription(serverUrl: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: '12319 public API',
      version: '1',
      description:
        'Times are UTC; positions are WGS-84. Errors are RFC 9457 problem documents with a stable code.',
    },
    servers: [{ url: serverUrl }],
    paths: {
      '/api/v1/reports': {
        post: {
          operationId: 'submitReport',
          summary: 'Report something',
          parameters: [
            parameter(
              'header',
              'Idempotency-Key',
              'Same key and body: the same reply. Same key, other body: 409, also when another client chose the key, so take an unguessable one (a UUID) for each report.',
              false,
            ),
          ],
          requestBody: { required: true, ...json('Report') },
          responses: {
            201: { description: 'Saved. Number and query code open it.', ...json('SubmittedReport') },
            ...refusals(
              'invalid_body',
              'invalid_idempotency_key',
              'unsupported_content_type',
              'body_too_large',
              'invalid_input',
              'upload_unavailable',
              'idempotency_conflict',
              'rate_limited',
              'unavailable',
            ),
          },
        },
      },
      '/api/v1/reports/{trackingNumber}': {
        get: {
          operationId: 'trackReport',
          summary: 'Follow a report',
          parameters: [
            parameter('path', 'trackingNumber', '12 digits', true),
            parameter('query', 'code', 'Query code, 6 digits', true),
          ],
          responses: {
            200: { description: 'Its state', ...json('TrackedReport') },
            ...refusals('not_found', 'rate_limited', 'unavailable'),
          },
        },
      },
      '/api/v1/uploads': {
        post: {
          operationId: 'uploadPhoto',
          summary: 'Send one photo; name its id in a report within 24 hours',
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['file'],
                  properties: { file: { type: 'string', format: 'binary' } },
                },
              },
            },
          },
          responses: {
            201: { description: 'Cleaned of metadata and kept', ...json('Upload') },
            ...refusals(
              'upload_too_large',
              'unsupported_image',
              'unsupported_content_type',
              'unreadable_image',
              'upload_missing',
              'image_too_costly',
              'invalid_multipart',
              'too_many_files',
              'upload_too_slow',
              'body_too_large',
              'too_many_uploads',
              'rate_limited',
              'unavailable',
            ),
          },
        },
      },
      ...categoryPaths(),
      ...placePaths(),
      ...casePaths(),
    },
    components: {
      schemas: {
        Report: reportSchema(),
        SubmittedReport: schemaOf(submittedReport, 'output'),
        TrackedReport: schemaOf(publicTicketView, 'output'),
        Upload: schemaOf(uploadReply, 'output'),
        ...categorySchemas(),
        Divisions: schemaOf(list(divisionItem), 'output'),
        NearPlaces: schemaOf(nearPlaces, 'output'),
        Component: schemaOf(componentView, 'output'),
        Cases: schemaOf(caseList, 'output'),
        Case: schemaOf(caseDetail, 'output'),
        NearbyCases: schemaOf(nearbyCases, 'output'),
        NearReport: schemaOf(nearReportBody, 'input'),
        Follower: schemaOf(followerBody, 'input'),
        FollowedCase: schemaOf(followedCase, 'output'),
        Problem: schemaOf(problem, 'output'),
      },
    },
  };
}
