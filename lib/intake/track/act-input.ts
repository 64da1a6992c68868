import { z } from 'zod';
import { DomainError, type FieldError } from '@/lib/platform/errors';
import { LIMITS } from '../limits';
import { isSubmissionErrorCode, submissionErrorText, type SubmissionErrorCode } from '../submission-errors';
import { cleanText, codePoints } from '../submission-text';

/** Most characters (code points) of what a reporter writes later, and photos of one act. */
export const ACT_LIMITS = { text: 2000, reason: 500, photos: LIMITS.attachments } as const;

/** A form's own random id: sending it twice acts once. */
export const formId = z.string().regex(/^[0-9a-f]{32}$/);

/** Written words, cleaned; an empty text becomes ''. */
export const written = (max: number) =>
  z
    .string()
    .default('')
    .transform(cleanText)
    .superRefine((text, context) => {
      if (codePoints(text) > max) context.addIssue({ code: 'custom', message: 'too_long', params: { max } });
    });

/** Words that must be there. */
export const needed = (max: number) =>
  written(max).superRefine((text, context) => {
    if (text === '') context.addIssue({ code: 'custom', message: 'required' });
  });

export const uploads = z
  .array(z.string().regex(/^[0-9a-f]{32}$/, 'invalid_upload_id'))
  .max(ACT_LIMITS.photos, 'too_many')
  .default([]);

/** One wrong field with its words in both languages. */
export function fieldError(
  field: string,
  code: SubmissionErrorCode,
  params: Record<string, string | number> = {},
): FieldError {
  return { field, code, message: submissionErrorText(code, params) };
}

/**
 * Parses what a form sent.
 * @throws DomainError invalid_input with one error per wrong field
 */
export function parseAct<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = new Map<string, FieldError>();
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    const code = isSubmissionErrorCode(issue.message) ? issue.message : 'invalid';
    const params = issue.code === 'custom' ? (issue.params as { max?: number } | undefined) : undefined;
    const max = issue.code === 'too_big' ? Number(issue.maximum) : params?.max;
    if (!fields.has(field)) fields.set(field, fieldError(field, code, max === undefined ? {} : { max }));
  }
  throw new DomainError('invalid_input', { fields: [...fields.values()] });
}
