import type { ContactIndex } from '@/lib/people/contact-store';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { limit } from '@/lib/platform/rate-limit';
import { collectPerson } from './collect-person';
import { personData, type PersonData } from './export-schema';

/**
 * Everything that is held about a proven contact, to be taken away: counted per day, and written into the audit trail.
 * @throws DomainError rate_limited, forbidden
 */
export async function exportPerson(
  actor: Actor,
  contact: ContactIndex,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<PersonData> {
  assertActor(actor, 'public', 'system');
  if (actor.kind === 'public') await limit('person-export', contact.index.toString('hex'));
  const data = personData.parse(await collectPerson(contact, deps));
  await audit(db(), {
    jurisdictionCode: '000000',
    actor,
    action: 'person.export',
    subjectKind: 'export',
    subjectId: newId(deps.clock.now().getTime()),
    data: { kind: contact.kind, reports: data.reports.length },
  });
  return data;
}
