import { recordVerification } from '@/lib/audit/record-verification';
import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { verifyAudit } from '@/lib/platform/audit-verify';
import { systemClock } from '@/lib/platform/clock';
import { LaunchFault } from '@/lib/launch/fault.mjs';

/** `npm run audit:verify`: checks the whole audit trail against itself and its anchor; non-zero exit on any fault. */
export default async function run(): Promise<void> {
  const anchor = new AuditAnchor();
  const report = await verifyAudit(anchor, systemClock.now());
  await recordVerification({ kind: 'system', name: 'command-line' }, report);
  const { rows, chains, faults } = report;
  for (const { jurisdictionCode, kind, position } of faults)
    console.log(`${jurisdictionCode}\t${kind}\t${position}`);
  console.log(`${rows} rows, ${chains} chains, ${faults.length} faults`);
  if (faults.length > 0)
    throw new LaunchFault(
      `审计日志不完整：${faults.length} 处异常（见上）。请保留数据库和 ${anchor.file} 原样，按 docs/runbook 处理。`,
      `The audit trail is not intact: ${faults.length} faults, above. Keep the database and ${anchor.file} as they are and follow docs/runbook.`,
    );
}
