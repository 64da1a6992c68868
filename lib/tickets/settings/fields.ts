import { z } from 'zod';
import { say } from '@/lib/platform/field-errors';

/** One line of text, without the blanks around it. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\n\r]*$/, say('只能写一行', 'One line only'));

/** A category code, a beginning such as `02*`, or `*`. */
export const categoryPattern = z
  .string()
  .trim()
  .regex(
    /^([0-9A-Z]{5}|[0-9A-Z]{0,4}\*)$/,
    say(
      '填写五位事项代码、以 * 结尾的开头（如 02*）或 *',
      'A code of five characters, a beginning such as 02*, or *',
    ),
  );

/**
 * A list that is typed one entry a line; blank lines are left out. `read` gives an entry, or what is wrong with the line in both
 * languages; the first fault is told with its line's number.
 */
export function typedLines<T>(read: (line: string) => T | { zh: string; en: string; wrong: true }) {
  return z.string().transform((text, context) => {
    const entries: T[] = [];
    for (const [index, typed] of text.split(/\r\n|\r|\n/).entries()) {
      if (typed.trim() === '') continue;
      const entry = read(typed.trim());
      if (isWrong(entry)) {
        context.addIssue({
          code: 'custom',
          message: say(`第 ${String(index + 1)} 行：${entry.zh}`, `Line ${String(index + 1)}: ${entry.en}`),
        });
        return z.NEVER;
      }
      entries.push(entry);
    }
    return entries;
  });
}

/** What is wrong with a line. */
export const wrong = (zh: string, en: string) => ({ zh, en, wrong: true as const });

function isWrong(entry: unknown): entry is ReturnType<typeof wrong> {
  return typeof entry === 'object' && entry !== null && 'wrong' in entry;
}
