import { formRoute, seeOther } from '@/app/_forms/form-route';
import { signedInContact } from '@/app/_track/signed-in-contact';
import { sessionCookie } from '@/lib/people/citizen-session';
import { erasePerson } from '@/lib/privacy/erase-person';

/** Erases what we hold about the contact of this session, and ends it. */
export const POST = formRoute('my.erase', '/my-reports/erase', async (_form, { address, locale }) => {
  const contact = await signedInContact();
  if (!contact) return seeOther(locale, '/my-reports');
  const { now, later } = await erasePerson({ kind: 'public', address }, { contact, locale });
  const response = seeOther(locale, `/my-reports/erased?now=${now}&later=${later}`);
  response.headers.set('set-cookie', sessionCookie(null));
  return response;
});
