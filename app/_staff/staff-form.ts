import { formRoute, seeOther, type FormContext } from '@/app/_forms/form-route';
import type { StaffActor } from '@/lib/platform/actor';
import { DomainError } from '@/lib/platform/errors';
import { localePath } from '@/lib/platform/i18n/locales';
import { staffActor } from '@/lib/staff/staff-actor';

import { refusedForm } from './kept-form';

/** What a form's handler gets. */
export interface StaffForm {
  actor: StaffActor;
  form: URLSearchParams;
  context: FormContext;
  request: Request;
}

/**
 * A handler of a form of the console: same origin only, then who is signed in. A wrong answer leads back to the form with
 * what was typed; who must prove anew who they are does so and comes back.
 * @param page the form's page without locale, `[id]` filled from the address
 * @param keep the fields that are shown again
 */
export function staffForm(
  name: string,
  page: string,
  keep: readonly string[],
  handler: (given: StaffForm) => Promise<Response>,
) {
  return formRoute(name, '/console', (form, context, request) =>
    asStaff({ form, context, request }, page, keep, handler),
  );
}

/** A handler of what a signed-in member of staff sends, whatever way its fields were read. */
export async function asStaff(
  { form, context, request }: Omit<StaffForm, 'actor'>,
  page: string,
  keep: readonly string[],
  handler: (given: StaffForm) => Promise<Response>,
): Promise<Response> {
  const { locale, params } = context;
  const here = page.replace(/\[(\w+)\]/g, (_whole, key: string) => encodeURIComponent(params[key] ?? ''));
  const back = encodeURIComponent(localePath(locale, here));
  const actor = await staffActor(request.headers);
  if (!actor) return seeOther(locale, `/console/sign-in?error=signed_out&next=${back}`);
  try {
    return await handler({ actor, form, context, request });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'confirm_needed') return seeOther(locale, `/console/confirm?next=${back}`);
    if (['forbidden', 'internal', 'unavailable'].includes(error.code)) throw error;
    return refusedForm(locale, here, error, form, keep);
  }
}

/** Leads to a page of the console that says what was done. */
export function doneAt({ locale }: FormContext, page: string, done: string): Response {
  return seeOther(locale, `${page}?done=${done}`);
}
