import { STEP_FIELDS, stepOfField } from '@/lib/intake/draft-answers';

/**
 * The steps with script: district, street and address fit on one, since the lists follow each other without reloading,
 * and so do description and category.
 */
export const CLIENT_STEPS = ['what', 'questions', 'place', 'photos', 'contact', 'review'] as const;
export type ClientStep = (typeof CLIENT_STEPS)[number];

/** The steps of a report whose category has questions, or has none. */
export function clientSteps(hasQuestions: boolean): ClientStep[] {
  return CLIENT_STEPS.filter((step) => hasQuestions || step !== 'questions');
}

export function fieldsOfStep(step: ClientStep): readonly string[] {
  if (step === 'what') return [...STEP_FIELDS.what, ...STEP_FIELDS.category];
  return step === 'place' ? [...STEP_FIELDS.where, ...STEP_FIELDS.place] : STEP_FIELDS[step];
}

/** The step that asks a field. */
export function clientStepOf(field: string): ClientStep {
  const step = stepOfField(field);
  if (step === 'category') return 'what';
  return step === 'where' ? 'place' : step;
}

/** The step next to one, or itself at the ends. */
export function neighbour(step: ClientStep, by: 1 | -1, hasQuestions: boolean): ClientStep {
  const steps = clientSteps(hasQuestions || step === 'questions');
  return steps[steps.indexOf(step) + by] ?? step;
}
