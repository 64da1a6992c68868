import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { AuditSealer } from '@/lib/platform/audit-seal';
import { every, type Periodic } from './periodic';

const ROUND_MS = 1_000;

/** Seals the audit trail every second. After a fault the sealer reads database and anchor anew. */
export function startAuditSealer(): Periodic {
  const sealer = new AuditSealer(new AuditAnchor());
  return every(ROUND_MS, 'audit-sealer', async () => {
    try {
      await sealer.round();
    } catch (error) {
      sealer.restart();
      throw error;
    }
  });
}
