import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { loadDraft, type Draft } from './draft-store';

/**
 * A draft by its id, which only its writer knows.
 * @throws DomainError draft_expired when there is none (any more)
 */
export async function readDraft(id: string): Promise<Draft> {
  const draft = await loadDraft(db(), id);
  if (!draft) throw new DomainError('draft_expired');
  return draft;
}
