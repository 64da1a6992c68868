import { seal, unseal } from './crypto';

/** A text sealed into one URL-safe word, for an address that must show it again and tell nobody else. */
export function sealText(text: string, context: string): string {
  const { keyId, cipher } = seal(text, context);
  return `${keyId}.${cipher.toString('base64url')}`;
}

/** The text in such a word; null for what is none of ours. */
export function unsealText(word: unknown, context: string): string | null {
  if (typeof word !== 'string') return null;
  const dot = word.lastIndexOf('.');
  try {
    const cipher = Buffer.from(word.slice(dot + 1), 'base64url');
    return unseal({ keyId: word.slice(0, dot), cipher }, context);
  } catch {
    return null;
  }
}
