import { systemClock, type Clock } from '@/lib/platform/clock';
import { signToken, verifyToken } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';
import { isUploadId } from './upload-key';

const PURPOSE = 'attachment-url';

/** The one text that is signed; both parts have a fixed shape, so no two pairs give the same text. */
function signed(uploadId: string, expires: string): string {
  return `${uploadId}.${expires}`;
}

/**
 * An absolute address that serves one photo until it expires, to whoever holds it. `expires` is in seconds since 1970.
 * @param ttlSeconds how long it works
 */
export function attachmentUrl(uploadId: string, ttlSeconds: number, clock: Clock = systemClock): string {
  const expires = String(Math.floor(clock.now().getTime() / 1000) + ttlSeconds);
  const query = new URLSearchParams({ expires, signature: signToken(PURPOSE, signed(uploadId, expires)) });
  return `${env().publicBaseUrl}/api/v1/uploads/${uploadId}?${query}`;
}

/** True when the query of an attachment address is ours, unchanged and not expired. Each parameter must stand once. */
export function isAttachmentUrlValid(
  uploadId: string,
  query: URLSearchParams,
  clock: Clock = systemClock,
): boolean {
  const [expires, ...moreExpires] = query.getAll('expires');
  const [signature, ...moreSignatures] = query.getAll('signature');
  if (expires === undefined || signature === undefined || moreExpires.length > 0 || moreSignatures.length > 0)
    return false;
  if (!isUploadId(uploadId) || !/^[1-9][0-9]{9}$/.test(expires)) return false;
  return (
    verifyToken(PURPOSE, signed(uploadId, expires), signature) &&
    Number(expires) * 1000 > clock.now().getTime()
  );
}
