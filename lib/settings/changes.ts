import { z } from 'zod';
import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';
import { assertPermission, assertSomewhere } from '@/lib/staff/assert-permission';
import { placesOf } from '@/lib/staff/permissions';
import { CHANGE_COLUMNS, sameValue, type ChangeState, type StoredChange } from './change-store';
import { settingKind, settingKinds } from './kinds';
import { assertAnySetting, mayChange } from './may-change';
import type { Effect } from './setting-kind';

/** A line of the history. */
export interface ChangeLine {
  id: string;
  kind: string;
  subject: string;
  state: ChangeState;
  undoes: string | null;
  /** Login of who proposed and of who settled it. */
  proposedBy: string;
  proposedAt: Date;
  settledBy: string | null;
  settledAt: Date | null;
}

/** One change as it is looked at before and after it is made. */
export interface ChangeDetail extends ChangeLine {
  jurisdictionCode: string;
  before: unknown;
  after: unknown;
  /** Of a proposed change: what it would do. */
  effects: Effect[];
  /** Of a proposed or applied change: what it starts from is no longer what there is. */
  outdated: boolean;
}

const PER_PAGE = 50;

const LINE = `change.id, change.kind, change.subject, change.state, change.undoes, change.proposed_at AS "proposedAt",
  change.settled_at AS "settledAt", coalesce(proposer.login, change.proposed_by) AS "proposedBy",
  coalesce(settler.login, change.settled_by) AS "settledBy"`;
// Accounts are read here by their ids alone; the tables of lib/staff are written there only.
const JOINS = `LEFT JOIN staff_account proposer ON proposer.id::text = change.proposed_by
  LEFT JOIN staff_account settler ON settler.id::text = change.settled_by`;

/**
 * What was proposed, made and taken back, newest first, of the kinds and places that are the actor's. Refused forms are none.
 * @param options kind and subject: only those; before: the id after which the page goes on
 * @throws DomainError forbidden
 */
export async function listChanges(
  actor: Actor,
  options: { kind?: string | undefined; subject?: string | undefined; before?: string | undefined } = {},
): Promise<{ changes: ChangeLine[]; next: string | null }> {
  const staff = await assertAnySetting(actor);
  const open = settingKinds().flatMap(({ kind, permission }) =>
    placesOf(staff.grants, permission).map((place) => `${kind} ${place}`),
  );
  const before = z.uuid().safeParse(options.before).data ?? null;
  const { rows } = await db().query<ChangeLine>(
    `SELECT ${LINE} FROM setting_change change ${JOINS}
     WHERE change.state <> 'refused' AND ($2::text IS NULL OR change.kind = $2) AND ($3::text IS NULL OR change.subject = $3)
       AND ($4::uuid IS NULL OR change.id < $4)
       AND (change.kind || ' ' || change.jurisdiction_code = ANY ($1) OR change.kind || ' ${WHOLE_PROVINCE}' = ANY ($1))
     ORDER BY change.id DESC LIMIT ${PER_PAGE + 1}`,
    [open, options.kind ?? null, options.subject ?? null, before],
  );
  const changes = rows.slice(0, PER_PAGE);
  return { changes, next: rows.length > PER_PAGE ? (changes.at(-1)?.id ?? null) : null };
}

/**
 * One change with what it would do.
 * @throws DomainError forbidden, not_found
 */
export async function readChange(
  actor: Actor,
  id: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<ChangeDetail> {
  const { kind, change } = await mayChange(actor, id, null);
  const [{ rows }, current] = await Promise.all([
    db().query<ChangeLine>(`SELECT ${LINE} FROM setting_change change ${JOINS} WHERE change.id = $1`, [id]),
    kind.read(db(), change.subject),
  ]);
  const { before, after, subject, jurisdictionCode } = change;
  const from = { proposed: before, applied: after }[change.state as string];
  const outdated = from !== undefined && !sameValue(current, from);
  const now = deps.clock.now();
  const effects =
    change.state === 'proposed' && !outdated
      ? ((await kind.effects?.({ subject, before, after, now })) ?? [])
      : [];
  return { ...rows[0]!, jurisdictionCode, before, after, effects, outdated };
}

/**
 * The value of a subject as it stands, for its form; null when there is none.
 * @throws DomainError forbidden, not_found (kind)
 */
export async function readSetting(actor: Actor, kindName: string, subject: string): Promise<unknown> {
  const kind = settingKind(kindName);
  await assertSomewhere(actor, kind.permission);
  const value = await kind.read(db(), subject);
  if (value !== null) await assertPermission(actor, kind.permission, [kind.jurisdictionOf(value)]);
  return value;
}

/**
 * What somebody typed into a form of a kind: their own refused or proposed change, to go on with. Undefined when it is not theirs.
 * @throws DomainError forbidden, not_found (kind)
 */
export async function readTyped(
  actor: Actor,
  kindName: string,
  id: unknown,
): Promise<Pick<StoredChange, 'form' | 'errors' | 'subject'> | undefined> {
  const staff = await assertSomewhere(actor, settingKind(kindName).permission);
  if (!z.uuid().safeParse(id).success) return undefined;
  const { rows } = await db().query<StoredChange>(
    `SELECT ${CHANGE_COLUMNS} FROM setting_change WHERE id = $1 AND kind = $2 AND proposed_by = $3`,
    [id, kindName, staff.accountId],
  );
  const found = rows[0];
  return found && { form: found.form, errors: found.errors, subject: found.subject };
}
