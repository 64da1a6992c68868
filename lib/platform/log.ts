import pino from 'pino';
import { currentRequestId } from './request-context';
import { env } from './env';

let root: pino.Logger | undefined;

/**
 * An error as the log may hold it: name, code, our own message, stack frames. PostgreSQL's `detail`, `where` and
 * parameters quote row values, and a message may quote input, so only messages of named kinds are kept.
 */
function serialiseError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint, table } = error as Error & {
    code?: unknown;
    constraint?: unknown;
    table?: unknown;
  };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    code,
    constraint,
    table,
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause ? { cause: serialiseError(error.cause) } : {}),
  };
}

/** A structured logger. Callers pass ids and counts, never names, phones, places or texts. */
export function logger(name: string): pino.Logger {
  root ??= pino({
    level: env().logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const requestId = currentRequestId();
      return requestId ? { requestId } : {};
    },
    serializers: { err: serialiseError },
    redact: {
      paths: [
        'phone',
        'email',
        'name',
        'address',
        'description',
        'to',
        'body',
        'text',
        '*.phone',
        '*.email',
        '*.address',
      ],
      censor: '[removed]',
    },
  });
  return root.child({ module: name });
}
