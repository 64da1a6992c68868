import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { deskAccess } from './desk-access';
import { noteDeskKey } from './desk-secrets';
import { verifySignature } from './desk-signature';

/** The codes that desks can have; anything else is not looked up. */
const DESK_CODE = /^[a-z0-9][a-z0-9-]{0,49}$/;

/**
 * Who signed this request. A desk without a valid secret, or switched off, is refused everything.
 * @throws DomainError unknown_desk, signature_missing, signature_expired, signature_invalid
 */
export async function authenticateDesk(
  deskCode: string,
  headers: Headers,
  body: Uint8Array,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<Extract<Actor, { kind: 'desk' }>> {
  const now = deps.clock.now();
  const desk = DESK_CODE.test(deskCode) ? await deskAccess(deskCode, now) : undefined;
  if (!desk?.active) throw new DomainError('unknown_desk');
  await noteDeskKey(desk.code, verifySignature(desk.keys, headers, body, now), now);
  return { kind: 'desk', deskCode: desk.code, jurisdictionCode: desk.jurisdictionCode };
}
