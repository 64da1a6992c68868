import { Readable } from 'node:stream';
import { openAttachment } from '@/lib/media/open-attachment';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';

/** Serves one photo to the holder of a signed address (lib/media/attachment-url): as a download, never as a page. */
export const GET = route('attachment', async (request, { address, params }) => {
  await limit('read-address', address);
  const { mediaType, bytes, stream } = await openAttachment(
    params.id ?? '',
    new URL(request.url).searchParams,
  );
  if (request.method === 'HEAD') stream.destroy();
  return new Response(request.method === 'HEAD' ? null : (Readable.toWeb(stream) as ReadableStream), {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${params.id}.jpg"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cache-control': 'private, no-store',
    },
  });
});

export const HEAD = GET;
