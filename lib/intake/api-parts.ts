import { z } from 'zod';
import { ERROR_CATALOGUE, type ErrorCode } from '@/lib/platform/error-catalogue';

/** A zod schema as JSON Schema without its dialect. */
export const schemaOf = (schema: z.core.$ZodType, io: 'input' | 'output') => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

/** A JSON body by the name of its schema. */
export const json = (schema: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});

/** The refusals an operation may answer with, by HTTP status. */
export const refusals = (...codes: ErrorCode[]) =>
  Object.fromEntries(
    [...new Set(codes.map((code) => ERROR_CATALOGUE[code].status))].map((status) => [
      status,
      {
        description: codes
          .filter((code) => ERROR_CATALOGUE[code].status === status)
          .map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].en}`)
          .join('\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );

/** A parameter that is text. */
export const parameter = (place: string, name: string, description: string, required: boolean) => ({
  in: place,
  name,
  description,
  required,
  schema: { type: 'string' },
});

/** Query parameters out of a schema, so that the description follows the code. */
export function queryParameters(schema: z.core.$ZodType) {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, given]) => {
    const { description = name, ...shape } = given as { description?: string };
    return { in: 'query', name, description, required: required.includes(name), schema: shape };
  });
}
