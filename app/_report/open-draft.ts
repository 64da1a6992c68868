import { redirect } from 'next/navigation';

import type { Draft } from '@/lib/intake/draft-store';
import { readDraft } from '@/lib/intake/read-draft';
import { DomainError } from '@/lib/platform/errors';

/** The draft of a page's address, or the page that says it has expired. */
export async function openDraft(id: string, link: (path: string) => string): Promise<Draft> {
  try {
    return await readDraft(id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'draft_expired') redirect(link('/report/expired'));
    throw error;
  }
}
