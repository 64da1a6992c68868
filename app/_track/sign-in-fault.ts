import { seeOther } from '@/app/_forms/form-route';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';

/**
 * Leads back to the sign-in page with what is wrong: the code, or too many tries.
 * @throws what is neither
 */
export function signInFault(error: unknown, locale: Locale, query: Record<string, string>): Response {
  const back = (more: Record<string, string>) =>
    seeOther(locale, `/my-reports?${new URLSearchParams({ ...query, ...more }).toString()}#error-summary`);
  if (error instanceof DomainError && error.code === 'code_wrong') return back({ error: 'code' });
  if (error instanceof DomainError && error.code === 'rate_limited') {
    const minutes = Math.ceil((error.options.retryAfterSeconds ?? 60) / 60);
    return back({ error: 'limit', minutes: String(minutes) });
  }
  throw error;
}
