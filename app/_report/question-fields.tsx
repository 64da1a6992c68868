import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { CategoryQuestion } from '@/lib/tickets/view-schemas';

import { Choices } from '../_ui/form/choice';
import { TextField } from '../_ui/form/text-field';
import { fieldId } from './fields';

interface Shared {
  t: Translate;
  locale: Locale;
  errorOf: (field: string) => string | undefined;
  /** Told of each change by the script's form; without it the browser keeps what is typed. */
  onAnswer?: (key: string, value: string | string[]) => void;
}

function QuestionField({
  t,
  locale,
  question,
  answer,
  errorOf,
  onAnswer,
}: Shared & { question: CategoryQuestion; answer: string | string[] | undefined }) {
  const { key, datatype, required, options } = question;
  const field = `attributes.${key}`;
  const label = question.label[locale];
  const shared = {
    id: fieldId(field),
    label: required ? label : t('report.questions.optional', { label }),
    hint: question.hint?.[locale],
    error: errorOf(field),
  };
  const text = typeof answer === 'string' ? answer : '';

  if (datatype === 'multivaluelist' || datatype === 'singlevaluelist') {
    const many = datatype === 'multivaluelist';
    const open = { value: '', label: t('report.questions.skip') };
    const given = options.map((option) => ({ value: option.key, label: option.name[locale] }));
    return (
      <Choices
        {...shared}
        name={many ? `${field}[]` : field}
        many={many}
        options={many || required ? given : [...given, open]}
        chosen={Array.isArray(answer) ? answer : many || (required && text === '') ? [] : [text]}
        onChoose={onAnswer && ((chosen) => onAnswer(key, many ? chosen : (chosen[0] ?? '')))}
      />
    );
  }
  return (
    <TextField
      {...shared}
      name={field}
      type={datatype === 'datetime' ? 'date' : 'text'}
      inputMode={datatype === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      width={datatype === 'text' ? 'full' : 'code'}
      {...(onAnswer
        ? { value: text, onChange: (event) => onAnswer(key, event.target.value) }
        : { defaultValue: text })}
    />
  );
}

/** The questions of the report's category, with script and without. */
export function QuestionFields({
  questions,
  answers,
  ...shared
}: Shared & { questions: readonly CategoryQuestion[]; answers: ReportAnswers['attributes'] }) {
  return (
    <>
      <p className="mb-4">{shared.t('report.questions.lead')}</p>
      {questions.map((question) => (
        <QuestionField key={question.key} {...shared} question={question} answer={answers[question.key]} />
      ))}
    </>
  );
}
