import { z } from 'zod';

import { seeOther } from '@/app/_forms/form-route';
import type { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import { openSealedCookie, sealedCookie } from '@/lib/staff/sealed-cookie';

const COOKIE = 'console-form';
const SECONDS = 600;

const keptForm = z.object({
  page: z.string(),
  values: z.record(z.string(), z.array(z.string())),
  errors: z.array(z.object({ field: z.string().optional(), zh: z.string(), en: z.string() })),
});

/** A form that was refused, as its page shows it again. */
export interface KeptForm {
  /** The errors in the reader's language. */
  errors: { field?: string; text: string }[];
  errorOf: (field: string) => string | undefined;
  value: (field: string) => string | undefined;
  values: (field: string) => readonly string[];
}

/**
 * Leads back to a form with what is wrong. What was typed travels sealed in a cookie for ten minutes, never in an address;
 * passwords and codes are not in `fields`.
 */
export function refusedForm(
  locale: Locale,
  page: string,
  error: DomainError,
  form: URLSearchParams,
  fields: readonly string[],
): Response {
  const whole = [{ zh: error.text('zh'), en: error.text('en') }];
  const errors = error.options.fields?.map(({ field, message: { zh, en } }) => ({ field, zh, en })) ?? whole;
  const values = Object.fromEntries(fields.map((field) => [field, form.getAll(field)]));
  const mark = page.includes('?') ? '&' : '?';
  const response = seeOther(locale, `${page}${mark}error=1#error-summary`);
  response.headers.append(
    'set-cookie',
    sealedCookie(COOKIE, { page: page.split('?')[0], values, errors }, SECONDS),
  );
  return response;
}

/** The form of a page as it was refused; empty unless the address says that it was. */
export function keptFormOf(
  headers: Headers,
  page: string,
  query: Record<string, string | string[] | undefined>,
  locale: Locale,
): KeptForm {
  const found = query.error === undefined ? undefined : openSealedCookie(headers, COOKIE, keptForm);
  const kept = found?.page === page ? found : undefined;
  const language = locale === 'en' ? 'en' : 'zh';
  const errors = (kept?.errors ?? []).map(({ field, [language]: text }) => ({
    text,
    ...(field === undefined ? {} : { field }),
  }));
  return {
    errors,
    errorOf: (field) => errors.find((error) => error.field === field)?.text,
    value: (field) => kept?.values[field]?.[0],
    values: (field) => kept?.values[field] ?? [],
  };
}
