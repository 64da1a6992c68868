import { returnPath } from '@/lib/platform/i18n/page-request';

/** Where to go on inside the console; anything else is its first page. */
export function nextPage(given: unknown): string {
  const path = returnPath(given);
  return /^(?:\/en)?\/console(?:[/?]|$)/u.test(path) ? path : '/console';
}
