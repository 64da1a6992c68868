import { randomUUID } from 'node:crypto';
import { DomainError } from '@/lib/platform/errors';
import type { Idempotency } from '../submit-report';

/**
 * The key a client sent with its report. Without one every request is a new report.
 * @throws DomainError invalid_idempotency_key
 */
export function idempotencyOf(headers: Headers): Idempotency {
  const given = headers.get('idempotency-key');
  if (given === null) return { scope: 'reports', key: randomUUID() };
  if (!/^[\x21-\x7e]{1,255}$/.test(given)) throw new DomainError('invalid_idempotency_key');
  return { scope: 'reports', key: given };
}
