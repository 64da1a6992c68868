import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { env } from './env';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed text: which key, and iv + tag + ciphertext. */
export interface Sealed {
  keyId: string;
  cipher: Buffer;
}

/**
 * Seals a text with the newest key, AES-256-GCM.
 * @param context names the row and column; a cipher moved to another place does not open
 */
export function seal(plain: string, context: string): Sealed {
  const current = env().encryptionKeys[0]!;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return {
    keyId: current.id,
    cipher: Buffer.concat([iv, cipher.getAuthTag(), body]),
  };
}

/**
 * Opens what `seal` made.
 * @throws Error when the key is unknown, the context differs or a byte was changed
 */
export function unseal(sealed: { keyId: string; cipher: Uint8Array }, context: string): string {
  const found = env().encryptionKeys.find(({ id }) => id === sealed.keyId);
  if (!found) throw new Error(`encryption key ${sealed.keyId} is not configured`);
  const bytes = Buffer.from(sealed.cipher);
  const decipher = createDecipheriv('aes-256-gcm', found.key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  );
}

const purposeKeys = new Map<string, Buffer>();

/** A key of its own for each purpose, derived from the lookup key (HKDF-SHA256). */
export function purposeKey(purpose: string): Buffer {
  let key = purposeKeys.get(purpose);
  if (!key)
    purposeKeys.set(purpose, (key = Buffer.from(hkdfSync('sha256', env().lookupKey, '', purpose, 32))));
  return key;
}

/** Keyed hash of a text, 32 bytes: compares without storing the text. */
export function keyedHash(purpose: string, text: string): Buffer {
  return createHmac('sha256', purposeKey(purpose)).update(text).digest();
}

/** Blind index of a normalised phone (E.164) or lower-case e-mail: equal contacts meet, nothing is readable. */
export function blindIndex(kind: 'phone' | 'email', normalised: string): Buffer {
  return keyedHash(`blind-index:${kind}`, normalised).subarray(0, 16);
}

/** A URL-safe token that proves we issued `value` for `purpose` (128 bits). */
export function signToken(purpose: string, value: string): string {
  return keyedHash(`token:${purpose}`, value).subarray(0, 16).toString('base64url');
}

/** True when `token` is ours; constant time. */
export function verifyToken(purpose: string, value: string, token: string): boolean {
  return equalBytes(Buffer.from(signToken(purpose, value)), Buffer.from(token));
}

/** Constant-time comparison; unequal lengths are unequal. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
