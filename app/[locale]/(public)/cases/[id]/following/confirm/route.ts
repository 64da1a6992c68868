import { followerOf, followingPath, reportOf } from '@/app/_cases/follow-path';
import { formRoute, seeOther } from '@/app/_forms/form-route';
import { DomainError } from '@/lib/platform/errors';
import { confirmFollower } from '@/lib/tickets/cases/confirm-follower';
import { FollowerProof } from '@/lib/tickets/cases/follower-proof';

/** The code in; from then on the follower is told. */
export const POST = formRoute('cases.follow-confirm', '/cases', async (form, { address, locale, params }) => {
  const caseId = params.id ?? '';
  const proof = followerOf(form.get('f'), form.get('t'));
  if (!proof) return seeOther(locale, `/cases/${caseId}/following`);
  const codeId = form.get('code-id') ?? '';
  const back = (more: Record<string, string>) =>
    followingPath(caseId, FollowerProof.keyOf(proof), { report: reportOf(form.get('report')), ...more });
  try {
    await confirmFollower({ kind: 'public', address }, proof, { codeId, code: form.get('code'), locale });
    return seeOther(locale, back({}));
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'code_wrong')) throw error;
    return seeOther(locale, `${back({ code: codeId, error: 'code' })}#error-summary`);
  }
});
