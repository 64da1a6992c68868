import { logger } from '@/lib/platform/log';

/**
 * What a part of a page shows, or null when it cannot be had: the rest of the page, and above all its telephone numbers,
 * must not hang on it. The fault is logged.
 * @param part names the part in the log
 */
export async function unlessAway<T>(part: string, reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    logger('page').error({ err: error, part }, 'part of a page left out');
    return null;
  }
}
