import type { FieldError } from '@/lib/platform/errors';
import { questionsOf } from '@/lib/tickets/category-questions';
import type { Reference } from '@/lib/tickets/reference';
import { questionErrors } from './questions/question-errors';
import type { Submission } from './submission';

function fault(field: string, code: string, zh: string, en: string): FieldError {
  return { field, code, message: { zh, en } };
}

/**
 * What the schema cannot know: that the codes named exist and belong together, and that what answers a question of the
 * category can be an answer to it. Empty when all is well.
 */
export function checkReferences(submission: Submission, reference: Reference, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  const { categoryCode, kind, divisionCode, streetCode } = submission;
  const category = categoryCode ? reference.categories.get(categoryCode) : undefined;
  if (categoryCode && !category?.active)
    errors.push(
      fault(
        'categoryCode',
        'unknown_category',
        '没有这个事项代码，请从事项目录中选择。',
        'No category has this code. Choose one from the category list.',
      ),
    );
  if (category && kind && category.kind !== kind)
    errors.push(
      fault(
        'kind',
        'kind_mismatch',
        '事项代码与部件/事件类型不一致，请更正其中之一。',
        'The category is of the other kind. Correct the kind or the category.',
      ),
    );
  const division = reference.divisions.get(divisionCode);
  if (!division || division.level === 'township')
    errors.push(
      fault(
        'divisionCode',
        'unknown_division',
        '没有这个行政区划代码，请选择所在的区县。',
        'No division has this code. Choose the district or county.',
      ),
    );
  else if (division.level === 'province')
    errors.push(
      fault(
        'divisionCode',
        'division_too_wide',
        '请选择到市或区县。',
        'Choose a city, district or county of the province.',
      ),
    );
  if (streetCode && reference.divisions.get(streetCode)?.parentCode !== divisionCode)
    errors.push(
      fault(
        'streetCode',
        'unknown_street',
        '这个街道（乡镇）不在所选区县内，请重新选择。',
        'This street is not in the chosen division. Choose again.',
      ),
    );
  const questions = questionsOf(reference.questions, categoryCode ?? null);
  return [...errors, ...questionErrors(questions, submission.attributes, { now, form: false })];
}
