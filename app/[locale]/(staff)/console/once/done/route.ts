import { formRoute } from '@/app/_forms/form-route';
import { nextPage } from '@/app/_staff/next-page';
import { forgetOnce } from '@/app/_staff/once';

/** What was told once has been written down. */
export const POST = formRoute('staff.once', '/console', async (form) => {
  return new Response(null, {
    status: 303,
    headers: {
      location: nextPage(form.get('next')),
      'set-cookie': forgetOnce(),
      'cache-control': 'no-store',
    },
  });
});
