import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { verifyAudit } from '@/lib/platform/audit-verify';
import { systemClock } from '@/lib/platform/clock';
import { logger } from '@/lib/platform/log';

/** The job `verify-audit`, every night: a fault in the audit trail is an error in the log, which alarms (docs/runbook). */
export async function checkAudit(): Promise<void> {
  const { rows, chains, faults } = await verifyAudit(new AuditAnchor(), systemClock.now());
  const log = logger('audit');
  for (const { jurisdictionCode, kind, position } of faults)
    log.error({ jurisdictionCode, kind, position: position.toString() }, 'audit trail is not intact');
  log.info({ rows, chains, faults: faults.length }, 'audit trail verified');
}
