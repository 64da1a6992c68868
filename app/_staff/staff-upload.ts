import { assertSameOrigin } from '@/app/_forms/same-origin';
import { problemPage } from '@/app/_forms/form-route';
import { DomainError } from '@/lib/platform/errors';
import { splitLocale } from '@/lib/platform/i18n/locales';
import { readBody, route } from '@/lib/platform/route';

import { asStaff, type StaffForm } from './staff-form';

/** A list of a county's grids has some megabytes; proxy.ts cuts bodies at ten. */
const MOST_BYTES = 8 * 1024 * 1024;

export interface StaffUpload extends StaffForm {
  /** Null when no file was chosen. */
  file: { name: string; bytes: Uint8Array } | null;
}

const localeOf = (request: Request) => splitLocale(new URL(request.url).pathname).locale;

/**
 * A handler of a form of the console that brings a file in the field `file`: same origin only, read with a limit.
 * @param page the form's page without locale, `[id]` filled from the address
 */
export function staffUpload(name: string, page: string, handler: (given: StaffUpload) => Promise<Response>) {
  return route(
    name,
    async (request, context) => {
      assertSameOrigin(request.headers);
      const body = await readBody(request, MOST_BYTES);
      let fields: FormData;
      try {
        const type = request.headers.get('content-type') ?? '';
        fields = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
      } catch (cause) {
        throw new DomainError('invalid_multipart', { cause });
      }
      const form = new URLSearchParams();
      for (const [field, value] of fields) if (typeof value === 'string') form.append(field, value);
      const sent = fields.get('file');
      const file =
        sent instanceof File && sent.size > 0
          ? { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) }
          : null;
      const locale = localeOf(request);
      return asStaff({ form, context: { ...context, locale }, request }, page, [], (given) =>
        handler({ ...given, file }),
      );
    },
    (error, request, requestId) => problemPage(localeOf(request), error, requestId, '/console'),
  );
}
