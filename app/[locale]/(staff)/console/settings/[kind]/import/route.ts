import { seeOther } from '@/app/_forms/form-route';
import { editPath, typedForm } from '@/app/_settings/screen';
import { screenOf } from '@/app/_settings/screens';
import { staffUpload } from '@/app/_staff/staff-upload';
import { DomainError, type FieldError } from '@/lib/platform/errors';
import { readSetting } from '@/lib/settings/changes';
import { settingKinds } from '@/lib/settings/kinds';
import { proposeChange } from '@/lib/settings/propose-change';

const NO_FILE: FieldError[] = [
  {
    field: 'file',
    code: 'missing',
    message: { zh: '请选择文件，或在下面粘贴内容', en: 'Choose a file, or paste its content below' },
  },
];

/** Takes a setting's form that brings a file, or its content pasted: a preview follows, or the form with what is wrong. */
export const POST = staffUpload('staff.setting-import', '/console/settings/[kind]', async (given) => {
  const { actor, form, context, file } = given;
  const { kind = '' } = context.params;
  const known = settingKinds().some((of) => of.kind === kind);
  const screen = known ? screenOf(kind) : undefined;
  const subject = form.get('subject') ?? '';
  const current = known ? await readSetting(actor, kind, subject) : null;
  if (!screen?.upload || current === null) throw new DomainError('no_such_page');
  const typed = typedForm(form);
  const pasted = form.get('rows')?.trim();
  const bytes = file?.bytes ?? (pasted ? new TextEncoder().encode(pasted) : null);
  let value: unknown = current;
  let errors = bytes ? undefined : NO_FILE;
  try {
    if (bytes) value = await screen.upload(bytes, typed, current);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_input') throw error;
    errors = error.options.fields ?? [];
  }
  const proposal = { kind, subject, value, form: typed, ...(errors ? { errors } : {}) };
  const { id, state } = await proposeChange(actor, proposal);
  if (state === 'proposed') return seeOther(context.locale, `/console/settings/changes/${id}`);
  return seeOther(context.locale, `${editPath(kind, subject)}&change=${id}#error-summary`);
});
