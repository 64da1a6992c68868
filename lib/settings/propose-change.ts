import { actorId, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError, type FieldError } from '@/lib/platform/errors';
import { fieldErrors, wrongField } from '@/lib/platform/field-errors';
import { newId } from '@/lib/platform/ids';
import { lockSetting } from '@/lib/platform/settings';
import { assertPermission, assertSomewhere } from '@/lib/staff/assert-permission';
import { insertChange, sameValue, type ChangeState, type TypedForm } from './change-store';
import { settingKind } from './kinds';
import type { AnyKind } from './setting-kind';

export interface Proposal {
  kind: string;
  /** What is changed; null for something new. */
  subject: string | null;
  /** What the kind's schema reads; null takes the subject away. */
  value: unknown;
  /** The fields as they were typed, shown again when something is wrong or when the proposal is taken up again. */
  form?: TypedForm;
  /** What was found wrong before there was a value, as in a file that cannot be read. */
  errors?: FieldError[];
}

export interface Proposed {
  id: string;
  state: Extract<ChangeState, 'refused' | 'proposed'>;
}

/** Where a subject counts that stays or goes: everywhere its old and its new value count. */
function placesOfChange(kind: AnyKind, values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value) => value !== null).map((value) => kind.jurisdictionOf(value)))];
}

async function check(tx: Tx, kind: AnyKind, subject: string, before: unknown, after: unknown): Promise<void> {
  if (before === null && after === null) throw new DomainError('not_found');
  if (kind.fixed && after === null) throw new DomainError('not_found');
  if (sameValue(before, after)) throw new DomainError('no_change');
  await kind.check?.(tx, { subject, before, after });
}

/**
 * Writes a change down without making it, so that it can be seen first. What is wrong with it is kept beside what was typed:
 * the answer is then a refused change, whose form is shown again.
 * @throws DomainError forbidden, not_found (kind or subject)
 */
export async function proposeChange(
  actor: Actor,
  proposal: Proposal,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<Proposed> {
  const kind = settingKind(proposal.kind);
  const staff = await assertSomewhere(actor, kind.permission);
  const now = deps.clock.now();
  const parsed = proposal.value === null ? undefined : kind.schema.safeParse(proposal.value);
  const after = parsed?.success ? parsed.data : null;
  const wrong = parsed && !parsed.success ? fieldErrors(parsed.error) : undefined;
  const subject = proposal.subject ?? (after === null ? '' : kind.subjectOf(after));
  const current = proposal.subject === null ? null : await transaction((tx) => kind.read(tx, subject));
  if (proposal.subject !== null && current === null && !kind.fixed) throw new DomainError('not_found');
  const places = placesOfChange(kind, [current, after]);
  if (places.length > 0) await assertPermission(actor, kind.permission, places);
  const home = places.at(-1) ?? staff.grants[0]?.jurisdictionCode ?? '000000';
  const row = {
    jurisdictionCode: home,
    id: newId(now.getTime()),
    kind: kind.kind,
    subject,
    after,
    form: proposal.form ?? {},
    undoes: null,
    proposedBy: actorId(actor),
    proposedAt: now,
    settledBy: null,
    settledAt: null,
  };
  const refuse = (errors: FieldError[], before: unknown) =>
    transaction((tx) => insertChange(tx, { ...row, before, state: 'refused', errors }));
  const faults = proposal.errors ?? wrong;
  if (faults) {
    await refuse(faults, current);
    return { id: row.id, state: 'refused' };
  }
  try {
    await transaction(async (tx) => {
      await lockSetting(tx, kind.kind, subject);
      const before = await kind.read(tx, subject);
      if (proposal.subject === null && before !== null)
        throw wrongField(
          'subject',
          '已有同名的设置，请改用其他代码',
          'This exists already; choose another code',
        );
      await check(tx, kind, subject, before, after);
      await insertChange(tx, { ...row, before, state: 'proposed', errors: [] });
    });
    return { id: row.id, state: 'proposed' };
  } catch (error) {
    if (!(error instanceof DomainError) || !['invalid_input', 'no_change'].includes(error.code)) throw error;
    const whole = [{ field: '', code: error.code, message: { zh: error.text('zh'), en: error.text('en') } }];
    await refuse(error.options.fields ?? whole, current);
    return { id: row.id, state: 'refused' };
  }
}
