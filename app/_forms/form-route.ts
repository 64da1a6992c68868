import type { DomainError } from '@/lib/platform/errors';
import { isLocale, localePath, type Locale } from '@/lib/platform/i18n/locales';
import { readBody, route, type RouteContext } from '@/lib/platform/route';

import { assertSameOrigin } from './same-origin';

/** No step of a form is longer: 4,000 characters of description, percent-encoded, and some fields. */
const maxFormBytes = 128 * 1024;

/** A page to show next. Always 303, so that reloading it repeats nothing. */
export function seeOther(locale: Locale, path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: localePath(locale, path), 'cache-control': 'no-store' },
  });
}

/** Where a refused form leads: a page that says in words what is wrong. */
export function problemPage(locale: Locale, error: DomainError, requestId: string, back: string): Response {
  const query = new URLSearchParams({ code: error.code, id: requestId, back: localePath(locale, back) });
  if (error.options.retryAfterSeconds) query.set('seconds', String(error.options.retryAfterSeconds));
  return seeOther(locale, `/problem?${query.toString()}`);
}

export interface FormContext extends RouteContext {
  locale: Locale;
}

function localeOf(request: Request, params?: Record<string, string>): Locale {
  const named = params?.locale ?? new URL(request.url).pathname.split('/')[1] ?? '';
  return isLocale(named) ? named : 'zh-CN';
}

/**
 * A handler of a page's form below `app/[locale]`: same origin only, urlencoded fields read with a limit, a refusal
 * leads to the problem page with a way back.
 * @param name stable route name, the metric label
 * @param back the page, without locale, that the problem page leads back to
 */
export function formRoute(
  name: string,
  back: string,
  handler: (form: URLSearchParams, context: FormContext, request: Request) => Promise<Response>,
) {
  return route(
    name,
    async (request, context) => {
      assertSameOrigin(request.headers);
      const form = new URLSearchParams((await readBody(request, maxFormBytes)).toString('utf8'));
      return handler(form, { ...context, locale: localeOf(request, context.params) }, request);
    },
    (error, request, requestId) => problemPage(localeOf(request), error, requestId, back),
  );
}
