import { headers } from 'next/headers';

import { clientAddress, limitKeyOfAddress } from '@/lib/platform/client-address';
import { DomainError } from '@/lib/platform/errors';
import { limit, type LimitName } from '@/lib/platform/rate-limit';

/**
 * Counts one pass of whoever reads this page.
 * @returns seconds to wait, or null when the reader may go on
 */
export async function readerLimit(name: LimitName): Promise<number | null> {
  try {
    await limit(name, limitKeyOfAddress(clientAddress(await headers())));
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rate_limited')
      return error.options.retryAfterSeconds ?? 60;
    throw error;
  }
}
