import { formRoute } from '@/app/_forms/form-route';
import { displayModes } from '@/app/_page/context';
import { returnPath } from '@/lib/platform/i18n/page-request';

const oneYear = 365 * 24 * 60 * 60;

/** Sets how the site is shown and leads back to the page the reader was on. */
export const POST = formRoute('preferences', '/', async (form) => {
  const mode = displayModes.find((known) => known === form.get('mode')) ?? 'standard';
  const cookie = mode === 'standard' ? 'mode=; Max-Age=0' : `mode=${mode}; Max-Age=${oneYear}`;
  return new Response(null, {
    status: 303,
    headers: {
      location: returnPath(form.get('back')),
      'set-cookie': `${cookie}; Path=/; SameSite=Lax; HttpOnly`,
      'cache-control': 'no-store',
    },
  });
});
