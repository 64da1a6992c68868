import { followerOf, followingPath, reportOf } from '@/app/_cases/follow-path';
import { formRoute, seeOther } from '@/app/_forms/form-route';
import { limit } from '@/lib/platform/rate-limit';
import { FollowerProof } from '@/lib/tickets/cases/follower-proof';
import { unfollowCase } from '@/lib/tickets/cases/unfollow-case';

/** Ends following; from a person's own list back to it. */
export const POST = formRoute('cases.unfollow', '/cases', async (form, { address, locale, params }) => {
  await limit('follow-address', address);
  const caseId = params.id ?? '';
  const proof = followerOf(form.get('f'), form.get('t'));
  if (!proof) return seeOther(locale, `/cases/${caseId}/following`);
  await unfollowCase({ kind: 'public', address }, proof);
  if (form.get('from') === 'my') return seeOther(locale, '/my-reports');
  const report = reportOf(form.get('report'));
  return seeOther(locale, followingPath(caseId, FollowerProof.keyOf(proof), { report }));
});
