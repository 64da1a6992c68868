import { formRoute } from '@/app/_forms/form-route';
import { displayModes } from '@/app/_page/context';
import { returnPath } from '@/lib/platform/i18n/page-request';

const oneYear = 365 * 24 * 60 * 60;

/** Sets how the site is shown, or whether the console has keyboard shortcuts, and leads back to the page the reader was on. */
export const POST = formRoute('preferences', '/', async (form) => {
  const shortcuts = form.get('shortcuts');
  if (shortcuts !== null) return remembered(form, 'shortcuts', shortcuts === 'off' ? 'off' : null);
  const mode = displayModes.find((known) => known === form.get('mode')) ?? 'standard';
  return remembered(form, 'mode', mode === 'standard' ? null : mode);
});

/** Leads back with a cookie; what is the same for everybody needs none. */
function remembered(form: URLSearchParams, name: string, value: string | null): Response {
  const cookie = value === null ? `${name}=; Max-Age=0` : `${name}=${value}; Max-Age=${oneYear}`;
  return new Response(null, {
    status: 303,
    headers: {
      location: returnPath(form.get('back')),
      'set-cookie': `${cookie}; Path=/; SameSite=Lax; HttpOnly`,
      'cache-control': 'no-store',
    },
  });
}
