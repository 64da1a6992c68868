import type { CategoryQuestion, Names } from './view-schemas';

/** A question with its answer, both in words. */
export interface AnsweredQuestion {
  key: string;
  label: Names;
  value: Names;
}

function inWords({ datatype, options }: CategoryQuestion, answer: unknown): Names | null {
  const given = (Array.isArray(answer) ? answer : [answer]).filter(
    (part): part is string | number => typeof part === 'number' || (typeof part === 'string' && part !== ''),
  );
  if (given.length === 0) return null;
  const name = (part: string | number, language: keyof Names) =>
    options.find(({ key }) => key === part)?.name[language] ?? String(part);
  if (datatype === 'datetime') {
    const text = given.join(' ').replace('T', ' ');
    return { 'zh-CN': text, en: text };
  }
  return {
    'zh-CN': given.map((part) => name(part, 'zh-CN')).join('、'),
    en: given.map((part) => name(part, 'en')).join(', '),
  };
}

/** What a report's attributes say to the questions, in their order; what was left open is left out. Client-safe and pure. */
export function answeredQuestions(
  questions: readonly CategoryQuestion[],
  attributes: Readonly<Record<string, unknown>>,
): AnsweredQuestion[] {
  return questions.flatMap((question) => {
    const value = inWords(question, attributes[question.key]);
    return value ? [{ key: question.key, label: question.label, value }] : [];
  });
}
