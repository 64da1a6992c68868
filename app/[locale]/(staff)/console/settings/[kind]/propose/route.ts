import { seeOther } from '@/app/_forms/form-route';
import { editPath, typedForm } from '@/app/_settings/screen';
import { screenOf } from '@/app/_settings/screens';
import { staffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { settingKinds } from '@/lib/settings/kinds';
import { proposeChange } from '@/lib/settings/propose-change';

/** Takes a setting's form: what is in order is shown as a preview, what is not leads back to the form as it was typed. */
export const POST = staffForm(
  'staff.setting-propose',
  '/console/settings/[kind]',
  [],
  async ({ actor, form, context }) => {
    const { kind = '' } = context.params;
    if (!settingKinds().some((of) => of.kind === kind)) throw new DomainError('no_such_page');
    const screen = screenOf(kind);
    const subject = form.get('subject') || null;
    const typed = typedForm(form);
    const value = form.has('remove') ? null : screen.fromForm(typed);
    const { id, state } = await proposeChange(actor, { kind, subject, value, form: typed });
    if (state === 'proposed') return seeOther(context.locale, `/console/settings/changes/${id}`);
    return seeOther(context.locale, `${editPath(kind, subject ?? '')}&change=${id}#error-summary`);
  },
);
