import { problemPage, seeOther } from '@/app/_forms/form-route';
import { keepForm, newFormId } from '@/lib/intake/track/kept-form';
import { performAct } from '@/lib/intake/track/perform-act';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import { REPORTER_ACTS, type ReporterAct } from '@/lib/tickets/reporter-acts';
import type { TrackProof } from '@/lib/tickets/track-proof';

import { ticketPath } from './reporter-proof';

/** The act a path names, or null. */
export function actOf(name: unknown): ReporterAct | null {
  return REPORTER_ACTS.find((act) => act === name) ?? null;
}

/** What a form of the track page sent. */
export interface SentForm {
  proof: TrackProof;
  number: string;
  token: string;
  act: ReporterAct;
  formId: string;
  /** As typed, to be shown again when something is wrong. */
  fields: Record<string, string>;
  /** Photos that arrived and are good, and what is wrong with the others. */
  photos: string[];
  photoErrors: { name: string; error: DomainError }[];
  address: string;
  locale: Locale;
}

type Errors = { field: string; zh: string; en: string }[];

function errorsOf(error: DomainError): Errors {
  const { fields } = error.options;
  if (fields) return fields.map(({ field, message }) => ({ field, ...message }));
  return [{ field: '', zh: error.text('zh'), en: error.text('en') }];
}

/** Refusals that a changed or repeated form cannot help. */
const FINAL = new Set(['not_found', 'forbidden', 'cross_site']);

async function refused(form: SentForm, errors: Errors, formId: string): Promise<Response> {
  const { act, fields, photos, proof, locale, number, token } = form;
  await keepForm(formId, { act, fields, photos, errors }, proof);
  return seeOther(locale, `${ticketPath(number, token, `/${act}`, { form: formId })}#error-summary`);
}

/**
 * Does what the form asks and leads back to the ticket. A refusal leads back to the form, with everything that was typed,
 * the photos that arrived, and what to put right.
 */
export async function sendAct(form: SentForm, requestId: string): Promise<Response> {
  const { proof, act, formId, fields, photos, photoErrors, address, locale, number, token } = form;
  if (photoErrors.length > 0) {
    const errors = photoErrors.map(({ name, error }) => ({
      field: 'photos',
      zh: [name, error.text('zh')].filter(Boolean).join('：'),
      en: [name, error.text('en')].filter(Boolean).join(': '),
    }));
    return refused(form, errors, formId);
  }
  try {
    const input = { ...fields, formId, photos, remove: fields.remove === 'on' };
    await performAct({ kind: 'public', address }, proof, act, input);
    return seeOther(locale, `${ticketPath(number, token, '', { done: act })}#done`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (FINAL.has(error.code)) return problemPage(locale, error, requestId, '/track');
    // A form that was used up gets a new id, so that what it says now can be sent.
    return refused(form, errorsOf(error), error.code === 'form_used' ? newFormId() : formId);
  }
}
