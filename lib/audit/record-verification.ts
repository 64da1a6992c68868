import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import type { AuditReport } from '@/lib/platform/audit-verify';
import { db } from '@/lib/platform/db';
import { assertActor } from '@/lib/platform/actor';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';

/** As many faults are kept with the result; the command prints them all. */
const MOST_FAULTS = 50;

/** Keeps what a verification of the trail has found, as a row of the trail itself: who verified, when, and what was wrong. */
export async function recordVerification(actor: Actor, { rows, chains, faults }: AuditReport): Promise<void> {
  assertActor(actor, 'system');
  await audit(db(), {
    jurisdictionCode: WHOLE_PROVINCE,
    actor,
    action: 'audit.verify',
    subjectKind: 'audit-trail',
    subjectId: 'chains',
    data: {
      rows,
      chains,
      faults: faults.length,
      found: faults.slice(0, MOST_FAULTS).map(({ jurisdictionCode, kind, position }) => ({
        jurisdictionCode,
        kind,
        position: position.toString(),
      })),
    },
  });
}
