/** The answers of a report while it is being written: what the form shows, blank where nothing was given. Client-safe and pure. */
export interface ReportAnswers {
  description: string;
  /** The category the person chose; blank leaves it to the description and the staff. */
  categoryCode: string;
  /** Answers to the category's questions, by the question's key; several choices as a list. */
  attributes: Record<string, string | string[]>;
  divisionCode: string;
  streetCode: string;
  address: string;
  assetCode: string;
  /** WGS-84 degrees from the device; both or neither. */
  lng: number | null;
  lat: number | null;
  reporter: { name: string; phone: string; email: string };
  keepSecret: boolean;
  /** Upload ids. */
  attachments: string[];
}

/** Photos one report may have (experience.md). */
export const MAX_PHOTOS = 6;

/** More questions than any category has. */
const MOST_ATTRIBUTES = 20;

export function blankAnswers(): ReportAnswers {
  return {
    description: '',
    categoryCode: '',
    attributes: {},
    divisionCode: '',
    streetCode: '',
    address: '',
    assetCode: '',
    lng: null,
    lat: null,
    reporter: { name: '', phone: '', email: '' },
    keepSecret: false,
    attachments: [],
  };
}

/**
 * The steps without script, in order. The street list hangs on the district, so the district is asked by itself; the
 * questions hang on the category and are skipped when it has none.
 */
export const DRAFT_STEPS = [
  'what',
  'category',
  'questions',
  'where',
  'place',
  'photos',
  'contact',
  'review',
] as const;
export type DraftStep = (typeof DRAFT_STEPS)[number];

/** The fields each step asks, by the dotted names the submission schema reports errors under. */
export const STEP_FIELDS: Record<DraftStep, readonly string[]> = {
  what: ['description'],
  category: ['categoryCode'],
  questions: ['attributes'],
  where: ['divisionCode'],
  place: ['address', 'streetCode', 'assetCode', 'lng', 'lat'],
  photos: ['attachments'],
  contact: ['reporter.name', 'reporter.phone', 'reporter.email', 'keepSecret'],
  review: [],
};

/** The step that asks a field; `attachments.0` belongs to `attachments`. What no step asks is shown with the review. */
export function stepOfField(field: string): DraftStep {
  return (
    DRAFT_STEPS.find((step) =>
      STEP_FIELDS[step].some((known) => field === known || field.startsWith(`${known}.`)),
    ) ?? 'review'
  );
}

export function isDraftStep(value: string | undefined): value is DraftStep {
  return DRAFT_STEPS.some((step) => step === value);
}

/** The steps of a report whose category has questions, or has none. */
export function draftSteps(hasQuestions: boolean): DraftStep[] {
  return DRAFT_STEPS.filter((step) => hasQuestions || step !== 'questions');
}

/** The step after one; the review is the last. */
export function nextStep(step: DraftStep, hasQuestions: boolean): DraftStep {
  const rest = DRAFT_STEPS.slice(DRAFT_STEPS.indexOf(step) + 1);
  return rest.find((later) => hasQuestions || later !== 'questions') ?? 'review';
}

/** A list's answers are named with `[]`, as Open311 names them, so that one choice of a list is still a list. */
function attributesOf(form: URLSearchParams): ReportAnswers['attributes'] {
  const names = [...new Set(form.keys())].filter((name) =>
    /^attributes\.[a-z][a-z0-9_]{0,39}(?:\[\])?$/.test(name),
  );
  return Object.fromEntries(
    names.slice(0, MOST_ATTRIBUTES).map((name) => {
      const key = name.slice('attributes.'.length).replace('[]', '');
      const values = form.getAll(name).map((value) => value.slice(0, 1_000));
      return [key, name.endsWith('[]') ? values.slice(0, MOST_ATTRIBUTES) : (values[0] ?? '')];
    }),
  );
}

/**
 * The answers with one step's form laid over them; fields of other steps are left alone. A new district drops the
 * street of the old one, a new category the answers to the old one's questions.
 */
export function mergeStep(answers: ReportAnswers, step: DraftStep, form: URLSearchParams): ReportAnswers {
  const text = (name: string, most: number) => (form.get(name) ?? '').slice(0, most);
  switch (step) {
    case 'what':
      return { ...answers, description: text('description', 20_000) };
    case 'category': {
      const categoryCode = text('categoryCode', 12);
      const attributes = categoryCode === answers.categoryCode ? answers.attributes : {};
      return { ...answers, categoryCode, attributes };
    }
    case 'questions':
      return { ...answers, attributes: attributesOf(form) };
    case 'where': {
      const divisionCode = text('divisionCode', 12);
      const streetCode = divisionCode === answers.divisionCode ? answers.streetCode : '';
      return { ...answers, divisionCode, streetCode };
    }
    case 'place':
      return {
        ...answers,
        streetCode: text('streetCode', 12),
        address: text('address', 1_000),
        assetCode: text('assetCode', 200),
      };
    case 'contact':
      return {
        ...answers,
        reporter: {
          name: text('reporter.name', 500),
          phone: text('reporter.phone', 200),
          email: text('reporter.email', 500),
        },
        keepSecret: form.get('keepSecret') !== null,
      };
    case 'photos':
    case 'review':
      return answers;
  }
}

/** The answers as the public API takes them: what was left blank is left out. */
export function toSubmission(answers: ReportAnswers): Record<string, unknown> {
  const given = (text: string) => (text.trim() === '' ? undefined : text);
  const reporter = {
    name: given(answers.reporter.name),
    phone: given(answers.reporter.phone),
    email: given(answers.reporter.email),
  };
  const hasReporter = Object.values(reporter).some((value) => value !== undefined);
  const attributes = Object.entries(answers.attributes).filter(([, value]) =>
    typeof value === 'string' ? given(value) !== undefined : value.length > 0,
  );
  const located = answers.lng !== null && answers.lat !== null;
  return withoutBlanks({
    description: answers.description,
    categoryCode: given(answers.categoryCode),
    attributes: attributes.length > 0 ? Object.fromEntries(attributes) : undefined,
    divisionCode: given(answers.divisionCode),
    streetCode: given(answers.streetCode),
    address: given(answers.address),
    assetCode: given(answers.assetCode),
    lng: located ? answers.lng : undefined,
    lat: located ? answers.lat : undefined,
    reporter: hasReporter ? withoutBlanks(reporter) : undefined,
    keepSecret: answers.keepSecret,
    attachments: answers.attachments,
  });
}

function withoutBlanks(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** True when the place says more than its district: an address, a number on an object, or a position. */
export function hasPlace(answers: ReportAnswers): boolean {
  return answers.address.trim() !== '' || answers.assetCode.trim() !== '' || answers.lng !== null;
}
