import { hash, verify } from '@node-rs/argon2';
import { normalPassword } from './password-rules';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of no password of anybody, at the same cost: unknown accounts are compared with it. */
export const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$vmM2Ll83uKjO/QtVSB71cA$Io9RHg8gyiLwaTISC7u77w9RMehGYmBovjohfyt+UX4';

/** The argon2id hash of a password, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), ARGON2);
}

/** True when the password is the one of the hash. Without a hash the same work is done and the answer is false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODY, normalPassword(password));
  return matches && stored !== null;
}
