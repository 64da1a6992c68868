// The small build of zod: this schema is checked in the browser too, where the full one weighs three times as much.
import * as z from 'zod/mini';
import type { FieldError } from '@/lib/platform/errors';
import { chinesePhone, looksLikePhone, phoneDigits } from '@/lib/platform/phone-shape';
import { plainCode } from '@/lib/tickets/components/component-code';
import { isInProvince } from '@/lib/tickets/province';
import { LIMITS } from './limits';
import { isSubmissionErrorCode, submissionErrorText, type SubmissionErrorCode } from './submission-errors';
import { cleanLine, cleanText, codePoints, narrowText, withoutBlanks } from './submission-text';

export const CHANNELS = [
  'web',
  'sms',
  'voice',
  'wechat',
  'weibo',
  'email',
  'open311',
  'operator',
  'police',
] as const;
export const REQUEST_TYPES = ['enquiry', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const;
export const CATEGORY_KINDS = ['component', 'event'] as const;

/** A phone's clock may be ahead of ours by this much. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** Nobody reports what happened before this; such a year is a slip or a clock that was never set. */
const OLDEST_TIME_MS = Date.UTC(2000, 0, 1);

/** Issue messages are codes; the texts are in submission-errors. */
const as = (code: SubmissionErrorCode) => ({ error: code });
const typed = {
  error: (issue: { input?: unknown }) => (issue.input === undefined ? 'required' : 'invalid_type'),
};

const text = (max: number, clean: (value: string) => string) =>
  z.string(typed).check(
    z.overwrite(clean),
    z.minLength(1, as('required')),
    z.refine((value) => codePoints(value) <= max, { error: 'too_long', params: { max } }),
  );
const pattern = (expression: RegExp, code: SubmissionErrorCode) =>
  z.string(typed).check(z.overwrite(narrowText), z.regex(expression, as(code)));
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, as('unknown_choice'));

function normalPhone(value: string): string {
  return chinesePhone(value) ?? (looksLikePhone(value) ? (phoneDigits(value) ?? value) : value);
}

const reporter = z.object(
  {
    name: z.optional(text(LIMITS.name, cleanLine)),
    phone: z.optional(
      text(LIMITS.phone, normalPhone).check(
        z.refine(looksLikePhone, { error: 'invalid_phone', abort: true }),
      ),
    ),
    email: z.optional(
      text(LIMITS.email, narrowText).check(
        z.refine((value) => z.regexes.email.test(value), as('invalid_email')),
      ),
    ),
  },
  typed,
);

const attributeText = text(LIMITS.attributeText, cleanText);
const attributeValue = z.union(
  [attributeText, z.number(), z.boolean(), z.array(attributeText).check(z.maxLength(LIMITS.attributes))],
  { error: (issue) => longAttribute(issue.input) },
);

function longAttribute(input: unknown): SubmissionErrorCode {
  const texts = Array.isArray(input) ? (input as unknown[]) : [input];
  const tooLong = texts.some((item) => typeof item === 'string' && codePoints(item) > LIMITS.attributeText);
  return tooLong || texts.length > LIMITS.attributes ? 'too_long' : 'invalid_type';
}

/** Attributes under their cleaned names, and what is wrong with the names, the number or the size of all. */
function cleanAttributes<T>(attributes: Record<string, T>): {
  value: Record<string, T>;
  fault?: { code: SubmissionErrorCode; max?: number };
} {
  const entries = Object.entries(attributes).map(([key, item]) => [cleanLine(key), item] as const);
  const value = Object.fromEntries(entries);
  const { attributes: most, attributeKey, attributesText } = LIMITS;
  if (entries.length > most) return { value, fault: { code: 'too_many', max: most } };
  if (entries.some(([key]) => key === '')) return { value, fault: { code: 'unnamed_attribute' } };
  if (entries.some(([key]) => codePoints(key) > attributeKey))
    return { value, fault: { code: 'too_long', max: attributeKey } };
  if (Object.keys(value).length < entries.length) return { value, fault: { code: 'duplicate' } };
  if (codePoints(JSON.stringify(value)) > attributesText)
    return { value, fault: { code: 'too_long', max: attributesText } };
  return { value };
}

/** The fields of a report, for generated contracts; use `submissionSchema` or `parseSubmission` to check one. */
export const submissionFields = z.object(
  {
    description: text(LIMITS.description, cleanText),
    categoryCode: z.optional(pattern(/^(?:\d{5}|[A-Z]\d{4})$/, 'invalid_category')),
    kind: z.optional(choice(CATEGORY_KINDS)),
    divisionCode: pattern(/^\d{6}$/, 'invalid_division'),
    streetCode: z.optional(pattern(/^\d{9}$/, 'invalid_street')),
    address: z.optional(text(LIMITS.address, cleanLine)),
    /** Degrees, WGS-84. */
    lng: z.optional(z.number(typed)),
    lat: z.optional(z.number(typed)),
    assetCode: z.optional(
      z
        .string(typed)
        .check(z.overwrite(plainCode), z.regex(/^[0-9A-Za-z-]{1,32}$/, as('invalid_asset_code'))),
    ),
    occurredAt: z.optional(z.iso.datetime({ offset: true, error: 'invalid_time' })),
    reporter: z.optional(reporter),
    keepSecret: z._default(z.boolean(typed), false),
    anonymous: z._default(z.boolean(typed), false),
    requestType: z._default(choice(REQUEST_TYPES), 'report'),
    attributes: z._default(
      z.record(z.string(), attributeValue).check((context) => {
        const { value, fault } = cleanAttributes(context.value);
        context.value = value;
        if (fault)
          context.issues.push({
            code: 'custom',
            message: fault.code,
            input: value,
            ...(fault.max !== undefined && { params: { max: fault.max } }),
          });
      }),
      {},
    ),
    attachments: z._default(
      z.array(z.string(typed).check(z.regex(/^[0-9a-f]{32}$/, as('invalid_upload_id'))), typed).check(
        z.maxLength(LIMITS.attachments, as('too_many')),
        z.refine((ids) => new Set(ids).size === ids.length, as('duplicate')),
      ),
      [],
    ),
    channel: z._default(choice(CHANNELS), 'web'),
  },
  typed,
);

export type Submission = z.output<typeof submissionFields>;
export type SubmissionInput = z.input<typeof submissionFields>;

interface Finding {
  field: string;
  code: SubmissionErrorCode;
}

/** What no single field can tell; takes raw answers too, so that all mistakes are shown at once. */
function findings(raw: Record<string, unknown>, now: Date): Finding[] {
  const found: Finding[] = [];
  const { lng, lat, divisionCode, streetCode, occurredAt } = raw;
  if ((lng === undefined) !== (lat === undefined)) {
    found.push({ field: lng === undefined ? 'lng' : 'lat', code: 'lng_lat_pair' });
  } else if (typeof lng === 'number' && typeof lat === 'number' && !isInProvince(lng, lat)) {
    found.push({ field: 'lng', code: isInProvince(lat, lng) ? 'lng_lat_swapped' : 'outside_province' });
  }
  if (typeof streetCode === 'string' && typeof divisionCode === 'string') {
    const street = narrowText(streetCode);
    if (/^\d{9}$/.test(street) && !street.startsWith(narrowText(divisionCode)))
      found.push({ field: 'streetCode', code: 'street_elsewhere' });
  }
  const occurred = typeof occurredAt === 'string' ? Date.parse(occurredAt) : undefined;
  if (occurred !== undefined) {
    if (Number.isNaN(occurred)) found.push({ field: 'occurredAt', code: 'invalid_time' });
    if (occurred > now.getTime() + CLOCK_TOLERANCE_MS)
      found.push({ field: 'occurredAt', code: 'future_time' });
    if (occurred < OLDEST_TIME_MS) found.push({ field: 'occurredAt', code: 'time_too_old' });
  }
  return found;
}

/**
 * The one schema that every channel must produce, for forms (react-hook-form). Issue messages are codes of submission-errors.
 * @param now the clock that decides what is in the future
 */
export function submissionSchema(now: () => Date) {
  return z.pipe(
    z.transform((input: unknown) => withoutBlanks(input)),
    submissionFields.check((context) => {
      for (const { field, code } of findings(context.value, now()))
        context.issues.push({ code: 'custom', path: [field], message: code, input: context.value });
    }),
  );
}

function fieldError(
  field: string,
  code: SubmissionErrorCode,
  params?: Record<string, string | number>,
): FieldError {
  return { field, code, message: submissionErrorText(code, params) };
}

function paramsOf(issue: z.core.$ZodIssue): Record<string, string | number> {
  if (issue.code === 'too_big') return { max: Number(issue.maximum) };
  const max: unknown = issue.code === 'custom' ? issue.params?.max : undefined;
  return typeof max === 'number' ? { max } : {};
}

/** One error per wrong field, in the order of the fields, with stable code and both texts. */
export function submissionErrors(error: z.core.$ZodError): FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const issue of error.issues) {
    const field = issue.path.join('.');
    const code = isSubmissionErrorCode(issue.message) ? issue.message : 'invalid';
    if (!byField.has(field)) byField.set(field, fieldError(field, code, paramsOf(issue)));
  }
  return [...byField.values()];
}

/**
 * Checks what a channel made of a report. Unknown keys are ignored, blank answers count as absent, text is cleaned,
 * a phone number becomes E.164. An anonymous report keeps its contact here; the command drops it.
 * @param now decides what is in the future
 */
export function parseSubmission(
  input: unknown,
  now: Date,
): { ok: true; submission: Submission } | { ok: false; errors: FieldError[] } {
  const raw = withoutBlanks(input);
  const parsed = submissionFields.safeParse(raw);
  const errors = parsed.success ? [] : submissionErrors(parsed.error);
  if (typeof raw === 'object' && raw !== null)
    for (const { field, code } of findings(raw as Record<string, unknown>, now))
      if (!errors.some((error) => error.field === field)) errors.push(fieldError(field, code));
  return parsed.success && errors.length === 0
    ? { ok: true, submission: parsed.data }
    : { ok: false, errors };
}
