import { expect } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { applyChange } from '@/lib/settings/apply-change';
import { readChange, readTyped } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { recomputeDeadlines } from '@/lib/tickets/recompute-deadlines';
import type { DueScope } from '@/lib/tickets/open-deadlines';
import { signedIn } from './staff';

/** Somebody who may change every setting of the province. */
export async function systemAdmin(): Promise<StaffActor> {
  await db().query('DELETE FROM rate_limit');
  return (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
}

interface Wanted {
  kind: string;
  /** Null for something new. */
  subject: string | null;
  value: unknown;
}

/** What the preview of a change says: its texts in English, warnings marked with an exclamation mark, and the rows of their tables. */
export async function previewOf(actor: StaffActor, wanted: Wanted, now = new Date()) {
  const { id, state } = await proposeChange(actor, wanted);
  expect(state).toBe('proposed');
  const { effects } = await readChange(actor, id, { clock: { now: () => now } });
  const text = (cell: string | { zh: string; en: string }) => (typeof cell === 'string' ? cell : cell.en);
  return {
    texts: effects.map(({ level, text: { en } }) => (level === 'warning' ? `! ${en}` : en)),
    rows: effects.flatMap(({ table }) => table?.rows.map((cells) => cells.map(text)) ?? []),
  };
}

/** Proposes and applies. @returns the change */
export async function changeSetting(actor: StaffActor, wanted: Wanted): Promise<string> {
  const { id, state } = await proposeChange(actor, wanted);
  expect(state).toBe('proposed');
  await applyChange(actor, id);
  return id;
}

/** What is wrong with a proposal, as `field: words`. */
export async function refusalOf(actor: StaffActor, wanted: Wanted): Promise<string[]> {
  const { id, state } = await proposeChange(actor, wanted);
  expect(state).toBe('refused');
  const typed = await readTyped(actor, wanted.kind, id);
  return typed?.errors.map(({ field, message }) => `${field}: ${message.en}`) ?? [];
}

/** Runs the waiting jobs `recompute-deadlines` as the worker would. @returns how many due dates are others now, by job */
export async function drainRecomputations(
  query: (text: string) => Promise<{ payload: { scope?: DueScope } }[]>,
): Promise<number[]> {
  const jobs = await query(
    `DELETE FROM graphile_worker._private_jobs job USING graphile_worker._private_tasks task
     WHERE task.id = job.task_id AND task.identifier = 'recompute-deadlines' RETURNING job.payload`,
  );
  const moved = [];
  for (const { payload } of jobs)
    moved.push(await recomputeDeadlines({ kind: 'system', name: 'worker' }, payload.scope));
  return moved;
}
