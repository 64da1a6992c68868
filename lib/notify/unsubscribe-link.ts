import { signToken, verifyToken } from '@/lib/platform/crypto';

const PURPOSE = 'unsubscribe';

/** The address that ends e-mail to the recipient of one message; it holds no personal data. */
export function unsubscribeUrl(publicBaseUrl: string, reference: string): string {
  return `${publicBaseUrl}/api/hooks/mail/unsubscribe?m=${reference}&t=${signToken(PURPOSE, reference)}`;
}

/** True when the link with this reference and token is ours. */
export function isUnsubscribeLink(reference: string, token: string): boolean {
  return verifyToken(PURPOSE, reference, token);
}
