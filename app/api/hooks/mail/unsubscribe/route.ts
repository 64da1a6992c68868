import { unsubscribe } from '@/lib/notify/unsubscribe';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';

const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};

function page(content: string): Response {
  const body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>12319</title><body>${content}</body></html>`;
  return new Response(body, { headers: PAGE_HEADERS });
}

/** Asks first: mail scanners follow links, and a GET changes nothing. The form posts to this same address. */
export const GET = route('mail-unsubscribe', () =>
  Promise.resolve(
    page(
      '<h1>不再接收邮件 <span lang="en">Stop e-mails</span></h1><p>确认后，我们不再向您的邮箱发送进度通知。<br><span lang="en">We will send no more e-mails about reports to your address.</span></p><form method="post"><button>确认 <span lang="en">Confirm</span></button></form>',
    ),
  ),
);

/** The page's form, or a mail client's own button (RFC 8058). */
export const POST = route('mail-unsubscribe', async (request, { address }) => {
  await limit('read-address', address);
  const query = new URL(request.url).searchParams;
  await unsubscribe(
    { kind: 'public', address },
    { reference: query.get('m') ?? '', token: query.get('t') ?? '' },
  );
  return page(
    '<h1>已退订 <span lang="en">Done</span></h1><p>您仍可凭编号和查询码在网站查询。<br><span lang="en">You can still follow your report on the site.</span></p>',
  );
});
