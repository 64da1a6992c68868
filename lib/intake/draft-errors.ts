import type { FieldError } from '@/lib/platform/errors';
import type { CategoryQuestion } from '@/lib/tickets/view-schemas';
import { hasPlace, STEP_FIELDS, toSubmission, type DraftStep, type ReportAnswers } from './draft-answers';
import { questionErrors } from './questions/question-errors';
import { parseSubmission } from './submission';

/** In a list of several faults "this is needed" says nothing: what the form always asks is named. */
const NEEDED: Record<string, FieldError['message']> = {
  description: { zh: '请写明发生了什么。', en: 'Say what is wrong.' },
  divisionCode: { zh: '请选择所在区县。', en: 'Choose the district or county.' },
};

function worded(error: FieldError): FieldError {
  const message = error.code === 'required' ? NEEDED[error.field] : undefined;
  return message ? { ...error, message } : error;
}

/**
 * What is wrong with the answers of a form: the one submission schema, the questions of the category with those it
 * requires, and that a person who fills in a form says where (a caller of the API may know no more than the district).
 * Client-safe.
 */
export function answerErrors(
  answers: ReportAnswers,
  now: Date,
  questions: readonly CategoryQuestion[],
): FieldError[] {
  const parsed = parseSubmission(toSubmission(answers), now);
  const asked = questionErrors(questions, answers.attributes, { now, form: true });
  const unasked = (parsed.ok ? [] : parsed.errors).filter(
    ({ field }) => !asked.some((error) => error.field === field),
  );
  const errors = [...unasked.map(worded), ...asked];
  if (hasPlace(answers)) return errors;
  return [
    ...errors,
    {
      field: 'address',
      code: 'place_needed',
      message: {
        zh: '请填写地址或设施编号，两样至少有一样。',
        en: 'Give an address or the number on the object, at least one of them.',
      },
    },
  ];
}

/** The errors of one step's own fields. */
export function stepErrors(errors: readonly FieldError[], step: DraftStep): FieldError[] {
  return errors.filter(({ field }) =>
    STEP_FIELDS[step].some((known) => field === known || field.startsWith(`${known}.`)),
  );
}
