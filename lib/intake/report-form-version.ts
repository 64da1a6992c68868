import { createHash } from 'node:crypto';

import type { Reference } from '@/lib/tickets/reference';

import { schemaOf } from './api-parts';
import { LIMITS } from './limits';
import { submissionFields } from './submission';

const versions = new WeakMap<Reference, string>();

/**
 * Names what the form asks and accepts: a short hash over the submission's rules, the categories offered and their
 * active questions. A report written under another version may need a look before it is sent.
 * @returns 12 hexadecimal digits, the same in every process of one release with the same settings
 */
export function reportFormVersion(reference: Reference): string {
  const known = versions.get(reference);
  if (known) return known;
  const asked = {
    limits: LIMITS,
    submission: schemaOf(submissionFields, 'input'),
    categories: reference.categoryRows.map(({ code }) => code),
    questions: reference.questions.filter(({ active }) => active),
  };
  const version = createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 12);
  versions.set(reference, version);
  return version;
}
