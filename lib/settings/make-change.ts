import type { StaffActor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { tell } from '@/lib/platform/live/notices';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { lockSetting } from '@/lib/platform/settings';
import { createHash } from 'node:crypto';
import { sameValue } from './change-store';
import type { AnyKind } from './setting-kind';

/** Longer values are named by their hash in the audit row; the change itself holds them whole. */
const LONGEST_IN_AUDIT = 8_000;

function forAudit(value: unknown): unknown {
  if (value === null) return null;
  const text = canonicalJson(value);
  return text.length <= LONGEST_IN_AUDIT
    ? value
    : { sha256: createHash('sha256').update(text).digest('hex') };
}

/**
 * Turns `from` into `to` if `from` is what there is, with its audit row.
 * @throws DomainError setting_changed when somebody was faster, invalid_input from the kind's own check
 */
export async function makeChange(
  tx: Tx,
  kind: AnyKind,
  change: {
    id: string;
    jurisdictionCode: string;
    subject: string;
    from: unknown;
    to: unknown;
    actor: StaffActor;
    action: 'setting.apply' | 'setting.undo';
    now: Date;
  },
): Promise<void> {
  const { subject, from, to, now } = change;
  await lockSetting(tx, kind.kind, subject);
  if (!sameValue(await kind.read(tx, subject), from)) throw new DomainError('setting_changed');
  await kind.check?.(tx, { subject, before: from, after: to });
  await kind.write(tx, { subject, before: from, after: to, now });
  await audit(tx, {
    jurisdictionCode: change.jurisdictionCode,
    actor: change.actor,
    action: change.action,
    subjectKind: kind.kind,
    subjectId: subject,
    data: { change: change.id, before: forAudit(from), after: forAudit(to) },
  });
  await tell(tx, {
    topic: 'settings',
    places: [change.jurisdictionCode],
    ids: [kind.kind],
    acts: [change.action],
  });
}
