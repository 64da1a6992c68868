import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';

/**
 * Places for bodies that are arriving in this process: they bound its temporary files. One address may hold only some of
 * them, so that slow senders in one network cannot shut everybody else out.
 */
const MAX_PLACES = 256;
const MAX_PLACES_PER_ADDRESS = 16;

const taken = new Map<string, number>();
let total = 0;

/**
 * Runs `work` while holding a place of `address`.
 * @throws DomainError rate_limited, unavailable
 */
export async function withUploadPlace<T>(address: string, work: () => Promise<T>): Promise<T> {
  const mine = taken.get(address) ?? 0;
  // In the sandbox one machine plays every resident.
  if (mine >= MAX_PLACES_PER_ADDRESS && env().rateLimits && !env().sandbox)
    throw new DomainError('rate_limited', { params: { seconds: 10 }, retryAfterSeconds: 10 });
  if (total >= MAX_PLACES) throw new DomainError('unavailable', { retryAfterSeconds: 10 });
  taken.set(address, mine + 1);
  total += 1;
  try {
    return await work();
  } finally {
    total -= 1;
    const left = (taken.get(address) ?? 1) - 1;
    if (left > 0) taken.set(address, left);
    else taken.delete(address);
  }
}
