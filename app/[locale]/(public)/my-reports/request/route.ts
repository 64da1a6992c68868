import { formRoute, seeOther } from '@/app/_forms/form-route';
import { signInFault } from '@/app/_track/sign-in-fault';
import { requestCode } from '@/lib/people/request-code';
import { DomainError } from '@/lib/platform/errors';

/** Asks for a code. The page that follows is the same for every contact. */
export const POST = formRoute('my.request', '/my-reports', async (form, { address, locale }) => {
  try {
    const actor = { kind: 'public', address } as const;
    const codeId = await requestCode(actor, { contact: form.get('contact'), locale });
    return seeOther(locale, `/my-reports?code=${codeId}`);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input')
      return seeOther(locale, '/my-reports?error=contact#error-summary');
    return signInFault(error, locale, {});
  }
});
