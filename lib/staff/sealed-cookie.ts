import type { z } from 'zod';
import { seal, unseal } from '@/lib/platform/crypto';
import { cookieLine, readCookie } from './auth-cookies';

const contextOf = (name: string) => `staff-cookie:${name}`;

/**
 * A Set-Cookie line with something that only the next page of this browser is to see: sealed, and of no use after `seconds`.
 * For what must not stand in an address, a log or a table.
 */
export function sealedCookie(name: string, content: unknown, seconds: number, now = new Date()): string {
  const text = JSON.stringify({ content, until: now.getTime() + seconds * 1000 });
  const { keyId, cipher } = seal(text, contextOf(name));
  return cookieLine(name, `${keyId}.${cipher.toString('base64url')}`, seconds);
}

/** What such a cookie of a request holds; undefined when it is none of ours, has run out, or holds something else. */
export function openSealedCookie<T>(
  headers: Headers,
  name: string,
  schema: z.ZodType<T>,
  now = new Date(),
): T | undefined {
  const [keyId = '', cipher = ''] = readCookie(headers, name)?.split('.') ?? [];
  if (!cipher) return undefined;
  try {
    const plain = unseal({ keyId, cipher: Buffer.from(cipher, 'base64url') }, contextOf(name));
    const { content, until } = JSON.parse(plain) as { content: unknown; until: number };
    return until > now.getTime() ? schema.safeParse(content).data : undefined;
  } catch {
    return undefined;
  }
}
