import { recordVerification } from '@/lib/audit/record-verification';
import type { Actor } from '@/lib/platform/actor';
import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { verifyAudit } from '@/lib/platform/audit-verify';
import { systemClock } from '@/lib/platform/clock';
import { logger } from '@/lib/platform/log';

/** The job `verify-audit`, every night: a fault in the audit trail is an error in the log, which alarms (docs/runbook). */
export async function checkAudit(actor: Actor): Promise<void> {
  const report = await verifyAudit(new AuditAnchor(), systemClock.now());
  await recordVerification(actor, report);
  const { rows, chains, faults } = report;
  const log = logger('audit');
  for (const { jurisdictionCode, kind, position } of faults)
    log.error({ jurisdictionCode, kind, position: position.toString() }, 'audit trail is not intact');
  log.info({ rows, chains, faults: faults.length }, 'audit trail verified');
}
