import type { z } from 'zod';
import { DomainError, type FieldError } from './errors';

const BETWEEN = '\u001f';

/** The text of a schema's own rule in both languages, for zod's `message`. */
export function say(zh: string, en: string): string {
  return zh + BETWEEN + en;
}

/** Plain words for what a schema found. */
function wordsOf(issue: z.core.$ZodIssue): { zh: string; en: string } {
  const [zh, en] = issue.message.split(BETWEEN, 2);
  if (zh !== undefined && en !== undefined) return { zh, en };
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1
          ? { zh: '请填写这一项', en: 'Fill this in' }
          : {
              zh: `至少 ${String(issue.minimum)} 个字符`,
              en: `At least ${String(issue.minimum)} characters`,
            };
      if (issue.origin === 'array')
        return { zh: `至少 ${String(issue.minimum)} 项`, en: `At least ${String(issue.minimum)} entries` };
      return { zh: `不能小于 ${String(issue.minimum)}`, en: `Not less than ${String(issue.minimum)}` };
    case 'too_big':
      if (issue.origin === 'string')
        return {
          zh: `最多 ${String(issue.maximum)} 个字符`,
          en: `At most ${String(issue.maximum)} characters`,
        };
      if (issue.origin === 'array')
        return { zh: `最多 ${String(issue.maximum)} 项`, en: `At most ${String(issue.maximum)} entries` };
      return { zh: `不能大于 ${String(issue.maximum)}`, en: `Not more than ${String(issue.maximum)}` };
    case 'invalid_value':
      return { zh: '请从给出的选项中选择', en: 'Choose one of the options given' };
    case 'unrecognized_keys':
      return { zh: `没有这些项目：${issue.keys.join('、')}`, en: `Unknown: ${issue.keys.join(', ')}` };
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int'
        ? { zh: '请填写数字', en: 'Enter a number' }
        : { zh: '请填写这一项', en: 'Fill this in' };
    default:
      return { zh: '格式不正确，请检查', en: 'The format is not right; check it' };
  }
}

/** What is wrong, field by field, as a form shows it: one error of each field. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    if (!found.has(field)) found.set(field, { field, code: issue.code, message: wordsOf(issue) });
  }
  return [...found.values()];
}

/**
 * Input by its schema.
 * @throws DomainError invalid_input with the fields
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid_input', { fields: fieldErrors(parsed.error) });
}

/** One field is wrong. */
export function wrongField(field: string, zh: string, en: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ field, code: 'invalid', message: { zh, en } }] });
}
