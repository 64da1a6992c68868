import { secretsPath } from '@/app/_settings/desk-screen';
import { tellOnce } from '@/app/_staff/once';
import { doneAt, staffForm, type StaffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { localePath } from '@/lib/platform/i18n/locales';
import { limitDeskSecret } from '@/lib/routing/limit-desk-secret';
import { startDeskSecret } from '@/lib/routing/start-desk-secret';
import { takeBackDeskSecret } from '@/lib/routing/take-back-desk-secret';

// An empty number is none, not nought: nought would end a secret at once.
const ACTS: Record<string, (given: StaffForm, deskCode: string) => Promise<Response | void>> = {
  async start({ actor, form, context: { locale } }, deskCode) {
    const keyId = form.get('keyId') ?? '';
    const overlapHours = form.get('overlapHours')?.trim() || undefined;
    const secret = await startDeskSecret(actor, deskCode, { keyId, overlapHours });
    return tellOnce(locale, {
      kind: 'secret',
      keyId: keyId.trim(),
      secret,
      next: localePath(locale, secretsPath(deskCode)),
    });
  },
  limit: ({ actor, form }, deskCode) =>
    limitDeskSecret(actor, deskCode, {
      keyId: form.get('keyId') ?? '',
      validFrom: form.get('validFrom') ?? '',
      hours: form.get('hours')?.trim() || undefined,
    }),
  'take-back': ({ actor }, deskCode) => takeBackDeskSecret(actor, deskCode),
};

/** One act on the secrets of a desk. */
export const POST = staffForm(
  'staff.desk-secret',
  '/console/settings/desk/[id]/secrets',
  ['keyId', 'overlapHours'],
  async (given) => {
    const { id = '', act = '' } = given.context.params;
    if (!Object.hasOwn(ACTS, act)) throw new DomainError('no_such_page');
    return (await ACTS[act]!(given, id)) ?? doneAt(given.context, secretsPath(id), act);
  },
);
