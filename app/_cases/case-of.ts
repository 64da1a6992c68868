import { notFound } from 'next/navigation';
import { cache } from 'react';

import { DomainError } from '@/lib/platform/errors';
import type { CaseDetail } from '@/lib/tickets/cases/case-schemas';
import { findCase } from '@/lib/tickets/cases/find-case';

/** A published case or null, once for title and page of one request. */
export const publishedCase = cache(async (id: string): Promise<CaseDetail | null> => {
  try {
    return await findCase(id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no_such_page') return null;
    throw error;
  }
});

/** The case of a page's address, or the page that says there is none. */
export async function caseOf(id: string): Promise<CaseDetail> {
  return (await publishedCase(id)) ?? notFound();
}
