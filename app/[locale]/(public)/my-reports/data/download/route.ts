import { formRoute, seeOther } from '@/app/_forms/form-route';
import { signedInContact } from '@/app/_track/signed-in-contact';
import { exportPerson } from '@/lib/privacy/export-person';

/** Everything we hold about the contact of this session, as one JSON file. A POST, since it is counted and audited. */
export const POST = formRoute('my.download', '/my-reports/data', async (_form, { address, locale }) => {
  const contact = await signedInContact();
  if (!contact) return seeOther(locale, '/my-reports');
  const data = await exportPerson({ kind: 'public', address }, contact);
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="12319-my-data-${data.madeAt.slice(0, 10)}.json"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
