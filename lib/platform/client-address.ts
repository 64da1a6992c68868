import { isIPv4, isIPv6 } from 'node:net';
import { env } from './env';

/** Header the web server sets from the socket, overwriting whatever a client sent (lib/launch/web.ts). */
export const SOCKET_ADDRESS_HEADER = 'x-socket-address';

/**
 * The client's address: the socket's, or with trusted proxies the entry that the outermost of them appended to
 * X-Forwarded-For. Entries further left are the client's own claim and never believed.
 */
export function clientAddress(headers: Headers): string {
  const socket = headers.get(SOCKET_ADDRESS_HEADER) ?? 'unknown';
  const chain = [...(headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim()), socket];
  const address = chain[Math.max(0, chain.length - 1 - env().trustedProxyHops)];
  return address || socket;
}

/** The key limits count under: an IPv4 address, or an IPv6 /64, since one household holds a whole /64. */
export function limitKeyOfAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail = ''] = plain.split('%')[0]!.toLowerCase().split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const full = plain.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left;
  return `${full
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
