import { describe, expect, it } from 'vitest';
import { DomainError } from '@/lib/platform/errors';
import { problemResponse } from '@/lib/platform/problem';
import { sendReport } from './send-report';

describe('the answer to a report sent by the form', () => {
  const outcomeOf = (answer: Response) =>
    sendReport(() => Promise.resolve(answer), '{}', { key: 'k', earlier: [], locale: 'en' });
  const refusal = (error: DomainError) => problemResponse(error, 'en', 'request-1');

  it.each([
    ['unavailable', refusal(new DomainError('unavailable')), {}],
    ['internal', refusal(new DomainError('internal', { params: { id: 'x' } })), {}],
    ["a gateway's page", new Response('<h1>Bad gateway</h1>', { status: 502 }), {}],
    ["a café's sign-in page", new Response('<h1>Welcome</h1>', { status: 200 }), {}],
    ["a filter's page", new Response('<h1>Blocked</h1>', { status: 403 }), {}],
    [
      'too many',
      refusal(new DomainError('rate_limited', { params: { seconds: 7 }, retryAfterSeconds: 7 })),
      { retryAfterMs: 7000 },
    ],
  ])('settles nothing when it is %s: the report may have been kept', async (_name, answer, pause) => {
    expect(await outcomeOf(answer)).toEqual({ kind: 'lost', ...pause });
  });

  it('is found again by whichever earlier body had arrived, whatever became of the others', async () => {
    const receipt = { trackingNumber: '010000000005' };
    const asked: string[] = [];
    const answer = (_url: string, { body }: RequestInit) => {
      asked.push(body as string);
      if (body === 'first') return Promise.resolve(Response.json(receipt, { status: 201 }));
      const code = body === 'second' ? 'upload_unavailable' : 'idempotency_conflict';
      return Promise.resolve(refusal(new DomainError(code)));
    };
    const options = { key: 'k', earlier: ['first', 'second'], locale: 'en' } as const;
    expect(await sendReport(answer, 'third', options)).toEqual({ kind: 'received', value: receipt });
    expect(asked).toEqual(['third', 'second', 'first']);
  });

  it('is a refusal when it says what to change', async () => {
    expect(await outcomeOf(refusal(new DomainError('invalid_input')))).toMatchObject({
      kind: 'refused',
      problem: { code: 'invalid_input' },
    });
  });
});
