import type { DomainError } from './errors';

/** English when the client prefers it, else Chinese. */
export function languageOf(headers: Headers): 'zh' | 'en' {
  return /^\s*en\b/i.test(headers.get('accept-language') ?? '') ? 'en' : 'zh';
}

/** An expected refusal as RFC 9457 problem+json; both languages are given, `detail` in the client's. */
export function problemResponse(error: DomainError, language: 'zh' | 'en', requestId: string): Response {
  const detail = error.text(language);
  const { fields, retryAfterSeconds } = error.options;
  return Response.json(
    {
      type: `urn:problem:12319:${error.code}`,
      title: detail,
      status: error.status,
      detail,
      code: error.code,
      instance: `urn:request:${requestId}`,
      messages: { 'zh-CN': error.text('zh'), en: error.text('en') },
      ...(fields
        ? {
            errors: fields.map(({ field, code, message }) => ({
              field,
              code,
              detail: message[language],
              messages: { 'zh-CN': message.zh, en: message.en },
            })),
          }
        : {}),
    },
    {
      status: error.status,
      headers: {
        'content-type': 'application/problem+json; charset=utf-8',
        'cache-control': 'no-store',
        ...(retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {}),
      },
    },
  );
}
