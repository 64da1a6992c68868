import type { Actor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import { readAllTexts } from './message-texts';
import type { TemplateValue } from './template-rules';

/**
 * Every text of messages as it stands, and whether it is staff's own.
 * @throws DomainError forbidden
 */
export async function listTemplates(actor: Actor): Promise<{ value: TemplateValue; own: boolean }[]> {
  await assertSomewhere(actor, 'settings.templates');
  return readAllTexts(db());
}
