import { cookies } from 'next/headers';

import { followerCookie, FOLLOWER_COOKIE, browserIdOf } from '@/app/_cases/follower-cookie';
import { followingPath, reportOf } from '@/app/_cases/follow-path';
import { formRoute, seeOther } from '@/app/_forms/form-route';
import { DomainError } from '@/lib/platform/errors';
import { followCase } from '@/lib/tickets/cases/follow-case';

/** Counts one more person of an open case, then leads to their own page. A case closed meanwhile says what to do instead. */
export const POST = formRoute('cases.follow-form', '/cases', async (form, { address, locale, params }) => {
  const caseId = params.id ?? '';
  const report = reportOf(form.get('report'));
  const browser = browserIdOf((await cookies()).get(FOLLOWER_COOKIE)?.value, form.get('browser'));
  try {
    const { key } = await followCase({ kind: 'public', address }, { caseId, browser, locale });
    const response = seeOther(locale, followingPath(caseId, key, { report }));
    response.headers.set('set-cookie', followerCookie(browser));
    return response;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'case_closed')
      return seeOther(locale, `/cases/${caseId}/follow${report ? `?report=${report}` : ''}`);
    throw error;
  }
});
