import { DomainError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

/** Any other address below /api: a problem document, since who asks there is a program. */
const nothingHere = route('unknown', () => Promise.reject(new DomainError('no_such_page')));

export {
  nothingHere as GET,
  nothingHere as POST,
  nothingHere as PUT,
  nothingHere as PATCH,
  nothingHere as DELETE,
};
