import { STEP_FIELDS, stepOfField } from '@/lib/intake/draft-answers';

/** The steps with script: district, street and address fit on one, since the lists follow each other without reloading. */
export const CLIENT_STEPS = ['what', 'place', 'photos', 'contact', 'review'] as const;
export type ClientStep = (typeof CLIENT_STEPS)[number];

export function fieldsOfStep(step: ClientStep): readonly string[] {
  return step === 'place' ? [...STEP_FIELDS.where, ...STEP_FIELDS.place] : STEP_FIELDS[step];
}

/** The step that asks a field. */
export function clientStepOf(field: string): ClientStep {
  const step = stepOfField(field);
  return step === 'where' ? 'place' : step;
}

/** The step next to one, or itself at the ends. */
export function neighbour(step: ClientStep, by: 1 | -1): ClientStep {
  return CLIENT_STEPS[CLIENT_STEPS.indexOf(step) + by] ?? step;
}
