import { afterEach, describe, expect, it, vi } from 'vitest';
import { DomainError } from '@/lib/platform/errors';
import { problemResponse } from '@/lib/platform/problem';
import { sendReport } from './send-report';

describe('the answer to a report sent by the form', () => {
  afterEach(() => vi.unstubAllGlobals());

  const outcomeOf = async (answer: Response) => {
    vi.stubGlobal('window', { fetch: () => Promise.resolve(answer) });
    return sendReport('{}', { key: 'k', earlier: [] }, 'en');
  };
  const refusal = (error: DomainError) => problemResponse(error, 'en', 'request-1');

  it.each([
    ['unavailable', refusal(new DomainError('unavailable'))],
    ['internal', refusal(new DomainError('internal', { params: { id: 'x' } }))],
    ["a gateway's page", new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ])('settles nothing when it is %s: the report may have been kept', async (_name, answer) => {
    expect(await outcomeOf(answer)).toEqual({ kind: 'lost' });
  });

  it('is found again by whichever earlier body had arrived', async () => {
    const receipt = { trackingNumber: '010000000005' };
    vi.stubGlobal('window', {
      fetch: (_url: string, { body }: { body: string }) =>
        Promise.resolve(
          body === 'first'
            ? Response.json(receipt, { status: 201 })
            : refusal(new DomainError('idempotency_conflict')),
        ),
    });
    expect(await sendReport('third', { key: 'k', earlier: ['first', 'second'] }, 'en')).toEqual({
      kind: 'received',
      receipt,
    });
  });

  it('is a refusal when it says what to change', async () => {
    expect(await outcomeOf(refusal(new DomainError('invalid_input')))).toMatchObject({
      kind: 'refused',
      problem: { code: 'invalid_input' },
    });
  });
});
