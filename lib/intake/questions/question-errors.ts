import type { FieldError } from '@/lib/platform/errors';
import type { CategoryQuestion } from '@/lib/tickets/view-schemas';

import { submissionErrorText, type SubmissionErrorCode } from '../submission-errors';
import { codePoints, narrowText } from '../submission-text';

/** Most characters (code points) of an answer in words. */
export const MOST_ANSWER = 200;

/** 16, 16.5, -3; a comma and full-width digits are meant as well. */
const NUMBER = /^[-+]?\d{1,9}(?:[.,]\d{1,4})?$/;
/** A day, or an instant of ISO 8601 with or without its zone. */
const TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const OLDEST_YEAR = 2000;
const DAY_MS = 86_400_000;

type Fault = { code: SubmissionErrorCode; params?: Record<string, number> } | null;

function timeFault(text: string, now: Date): Fault {
  const [, day] = TIME.exec(text) ?? [];
  const at = new Date(text);
  // 2026-02-30 is read as 2 March by some engines and refused by others.
  const real = day !== undefined && new Date(day).toJSON()?.startsWith(day) && !Number.isNaN(at.getTime());
  if (!real) return { code: 'invalid_date' };
  if (Number(day.slice(0, 4)) < OLDEST_YEAR) return { code: 'time_too_old' };
  // A time without its zone may be anywhere in the world's day.
  return at.getTime() > now.getTime() + DAY_MS ? { code: 'future_time' } : null;
}

function faultOf({ datatype, options }: CategoryQuestion, answer: unknown, now: Date): Fault {
  switch (datatype) {
    case 'number':
      if (typeof answer === 'number') return null;
      return typeof answer === 'string' && NUMBER.test(narrowText(answer))
        ? null
        : { code: 'invalid_number' };
    case 'datetime':
      return typeof answer === 'string' ? timeFault(answer, now) : { code: 'invalid_date' };
    case 'singlevaluelist':
      return options.some(({ key }) => key === answer) ? null : { code: 'unknown_choice' };
    case 'multivaluelist': {
      const chosen: unknown[] = Array.isArray(answer) ? answer : [answer];
      if (new Set(chosen).size < chosen.length) return { code: 'duplicate' };
      return chosen.every((one) => options.some(({ key }) => key === one))
        ? null
        : { code: 'unknown_choice' };
    }
    case 'text':
      if (typeof answer !== 'string') return { code: 'invalid_type' };
      return codePoints(answer) > MOST_ANSWER ? { code: 'too_long', params: { max: MOST_ANSWER } } : null;
  }
}

const isOpen = (answer: unknown) =>
  answer === undefined ||
  (typeof answer === 'string' && answer.trim() === '') ||
  (Array.isArray(answer) && answer.length === 0);

/**
 * What is wrong with the answers to a category's questions; each message names its question. Attributes that answer no
 * question are left alone. Client-safe and pure.
 * @param form whether required answers are demanded: a text message or a call cannot ask
 */
export function questionErrors(
  questions: readonly CategoryQuestion[],
  attributes: Readonly<Record<string, unknown>>,
  { now, form }: { now: Date; form: boolean },
): FieldError[] {
  return questions.flatMap((question) => {
    const { key, label, required } = question;
    const answer = attributes[key];
    const open = isOpen(answer);
    const fault: Fault = open
      ? required && form
        ? { code: 'required' }
        : null
      : faultOf(question, answer, now);
    if (!fault) return [];
    const { zh, en } = submissionErrorText(fault.code, fault.params);
    const message = { zh: `${label['zh-CN']}：${zh}`, en: `${label.en}: ${en}` };
    return [{ field: `attributes.${key}`, code: fault.code, message }];
  });
}
