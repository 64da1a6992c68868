import { followerOf, followingPath, reportOf } from '@/app/_cases/follow-path';
import { TYPED_CONTACT } from '@/app/_cases/typed-contact';
import { formRoute, seeOther } from '@/app/_forms/form-route';
import { requestCode } from '@/lib/people/request-code';
import { DomainError } from '@/lib/platform/errors';
import { localePath } from '@/lib/platform/i18n/locales';
import { sealText } from '@/lib/platform/sealed-text';
import { FollowerProof } from '@/lib/tickets/cases/follower-proof';

/** Asks for a code to the contact that was typed. Nothing typed is lost when it is none. */
export const POST = formRoute('cases.follow-contact', '/cases', async (form, { address, locale, params }) => {
  const caseId = params.id ?? '';
  const proof = followerOf(form.get('f'), form.get('t'));
  if (!proof) return seeOther(locale, `/cases/${caseId}/following`);
  const report = reportOf(form.get('report'));
  const back = (more: Record<string, string>) =>
    followingPath(caseId, FollowerProof.keyOf(proof), { report, ...more });
  const contact = (form.get('contact') ?? '').slice(0, 254);
  try {
    const codeId = await requestCode(
      { kind: 'public', address },
      { contact, locale, purpose: 'follow', path: localePath(locale, back({})) },
    );
    return seeOther(locale, back({ code: codeId }));
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'invalid_input')) throw error;
    const typed = sealText(contact, TYPED_CONTACT);
    return seeOther(locale, `${back({ error: 'contact', typed })}#error-summary`);
  }
});
