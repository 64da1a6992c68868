import { doneAt, staffForm, type StaffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { applyChange } from '@/lib/settings/apply-change';
import { discardChange } from '@/lib/settings/discard-change';
import { undoChange } from '@/lib/settings/undo-change';

const pageOf = (id: string) => `/console/settings/changes/${encodeURIComponent(id)}`;

const ACTS: Record<string, (given: StaffForm, id: string) => Promise<string>> = {
  apply: async ({ actor }, id) => {
    await applyChange(actor, id);
    return pageOf(id);
  },
  undo: async ({ actor }, id) => pageOf(await undoChange(actor, id)),
  discard: async ({ actor }, id) => {
    await discardChange(actor, id);
    return pageOf(id);
  },
};

/** Makes a proposed change, sets it aside, or takes one back that was made. */
export const POST = staffForm('staff.setting-act', '/console/settings/changes/[id]', [], async (given) => {
  const { id = '', act = '' } = given.context.params;
  if (!Object.hasOwn(ACTS, act)) throw new DomainError('no_such_page');
  return doneAt(given.context, await ACTS[act]!(given, id), act);
});
