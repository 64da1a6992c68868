import { receiveUpload } from '@/lib/media/receive-uploads';
import { storeUpload } from '@/lib/media/store-upload';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';

/** Takes one photo as multipart/form-data, under any field name: 201 {uploadId, width, height, bytes}. */
export const POST = route('uploads', async (request, { address }) => {
  await limit('upload-address', address);
  const actor = { kind: 'public', address } as const;
  const stored = await storeUpload(actor, await receiveUpload(actor, request));
  return Response.json(stored, { status: 201, headers: { 'cache-control': 'no-store' } });
});
