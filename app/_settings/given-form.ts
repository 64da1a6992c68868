import type { KeptForm } from '@/app/_staff/kept-form';
import type { FieldError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';

import type { TypedForm } from './screen';

/** A form as it is shown: filled with what a value says or with what was typed, and marked with what was wrong. */
export function givenForm(form: TypedForm, errors: readonly FieldError[], locale: Locale): KeptForm {
  const language = locale === 'en' ? 'en' : 'zh';
  const texts = errors.map(({ field, message }) => ({
    text: message[language],
    // An entry of a list, or a rule about several fields, is shown at the field that a form has.
    ...(field === '' ? {} : { field: field.split('.')[0] }),
  }));
  return {
    errors: texts,
    errorOf: (field) => texts.find((error) => error.field === field)?.text,
    value: (field) => form[field]?.[0],
    values: (field) => form[field] ?? [],
  };
}
