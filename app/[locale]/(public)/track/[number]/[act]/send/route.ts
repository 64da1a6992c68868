import { formRoute, seeOther } from '@/app/_forms/form-route';
import { proofOfLink } from '@/app/_track/reporter-proof';
import { actOf, sendAct } from '@/app/_track/send-act';
import { formIdOr } from '@/lib/intake/track/kept-form';

const FIELDS = ['text', 'phone', 'email', 'remove'];

/** One act of a reporter without photos: same origin, the signed link's token, then the act. */
export const POST = formRoute('track.act', '/track', async (form, { params, address, locale, requestId }) => {
  const number = params.number ?? '';
  const token = form.get('t') ?? '';
  const proof = proofOfLink(number, token);
  const act = actOf(params.act);
  if (!proof || !act) return seeOther(locale, '/track?error=link');
  return sendAct(
    {
      proof,
      number,
      token,
      act,
      formId: formIdOr(form.get('form')),
      fields: Object.fromEntries(FIELDS.map((name) => [name, form.get(name) ?? ''])),
      photos: [],
      photoErrors: [],
      address,
      locale,
    },
    requestId,
  );
});
