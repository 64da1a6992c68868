import { formRoute, seeOther } from '@/app/_forms/form-route';
import { limit } from '@/lib/platform/rate-limit';
import { flagCase } from '@/lib/tickets/cases/flag-case';

/** Somebody objects to a published case. */
export const POST = formRoute('cases.flag', '/cases', async (form, { address, locale, params }) => {
  await limit('flag-address', address);
  const caseId = params.id ?? '';
  await flagCase({ kind: 'public', address }, { caseId, reason: form.get('reason') });
  return seeOther(locale, `/cases/${caseId}?flagged=1`);
});
