import type { Locale } from '@/lib/platform/i18n/locales';

/** What the API answers when it refuses: RFC 9457 with our stable code. */
export interface Problem {
  code: string;
  text: string;
  fields: { field: string; text: string }[];
}

interface ProblemBody {
  code?: string;
  detail?: string;
  messages?: Partial<Record<Locale, string>>;
  errors?: { field: string; detail: string; messages?: Partial<Record<Locale, string>> }[];
}

/** Reads a refusal, whatever came: a proxy's error page has no code and gives the text of the caller. */
export function readProblem(body: string, locale: Locale, otherwise: string): Problem {
  try {
    const problem = JSON.parse(body) as ProblemBody;
    return {
      code: problem.code ?? '',
      text: problem.messages?.[locale] ?? problem.detail ?? otherwise,
      fields: (problem.errors ?? []).map(({ field, detail, messages }) => ({
        field,
        text: messages?.[locale] ?? detail,
      })),
    };
  } catch {
    return { code: '', text: otherwise, fields: [] };
  }
}
