import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { AuditSealer } from '@/lib/platform/audit-seal';
import { systemClock } from '@/lib/platform/clock';
import { every, type Periodic } from './periodic';
import { tellSealed } from './tell-sealed';

const ROUND_MS = 1_000;

/** Seals the audit trail every second and tells the consoles what it found in it. After a fault the sealer reads database and anchor anew. */
export function startAuditSealer(): Periodic {
  const sealer = new AuditSealer(new AuditAnchor(), systemClock, tellSealed);
  return every(ROUND_MS, 'audit-sealer', async () => {
    try {
      await sealer.round();
    } catch (error) {
      sealer.restart();
      throw error;
    }
  });
}
