import { screenOf } from '@/app/_settings/screens';
import { staffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { readSetting } from '@/lib/settings/changes';
import { settingKinds } from '@/lib/settings/kinds';

/** Gives a setting that comes as a file out as one, to be changed and brought back. */
export const POST = staffForm(
  'staff.setting-export',
  '/console/settings/[kind]',
  [],
  async ({ actor, form, context }) => {
    const { kind = '' } = context.params;
    const known = settingKinds().some((of) => of.kind === kind);
    const value = known ? await readSetting(actor, kind, form.get('subject') ?? '') : null;
    const screen = known ? screenOf(kind) : undefined;
    if (!screen?.download || value === null) throw new DomainError('no_such_page');
    const { name, type, text } = screen.download(value, form.get('format') ?? '');
    return new Response(text, {
      headers: {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  },
);
