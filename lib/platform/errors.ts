import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue';

/** One wrong field: dotted path, stable code, and the texts a person reads. */
export interface FieldError {
  field: string;
  code: string;
  message: { zh: string; en: string };
}

/** An expected refusal. Everything else that is thrown is a fault and becomes `internal`. */
export class DomainError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly options: {
      fields?: FieldError[];
      params?: Record<string, string | number>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'DomainError';
    this.status = ERROR_CATALOGUE[code].status;
  }

  /** What to do, in one language. */
  text(language: 'zh' | 'en'): string {
    return fillText(ERROR_CATALOGUE[this.code][language], this.options.params);
  }
}

/** Fills `{name}` from params; an unknown name stays visible. */
function fillText(text: string, params: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
