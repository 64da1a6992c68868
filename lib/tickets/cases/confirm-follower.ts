import { isCodeId, tryCode } from '@/lib/people/one-time-code';
import type { ParsedContact } from '@/lib/people/parse-contact';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { seal, unseal } from '@/lib/platform/crypto';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import { limit } from '@/lib/platform/rate-limit';
import { moveCount } from './follow-case';
import type { FollowerProof } from './follower-proof';
import { lockFollower, type LockedFollower } from './lock-follower';

/** What a follower's contact is sealed under. */
export const followerContext = (followerId: string): string => `case-follower:${followerId}`;

/** The phone number or e-mail address of a follower's row. @throws Error when its key is not configured */
export function openFollowerContact(row: { id: string; cipher: Buffer; keyId: string }): string {
  return unseal({ keyId: row.keyId, cipher: row.cipher }, followerContext(row.id));
}

/** Somebody who proves a contact that already follows was counted twice, by two browsers: the older row gives way. */
async function dropTwin(tx: Tx, follower: LockedFollower, contact: ParsedContact): Promise<void> {
  const { rowCount } = await tx.query(
    `DELETE FROM case_follower WHERE jurisdiction_code = $1 AND ticket_id = $2 AND contact_index = $3 AND id <> $4`,
    [follower.jurisdictionCode, follower.ticketId, contact.index, follower.followerId],
  );
  if (rowCount > 0) await moveCount(tx, follower, -1);
}

async function storeContact(
  tx: Tx,
  { jurisdictionCode, followerId }: LockedFollower,
  contact: ParsedContact,
  { locale, now }: { locale: Locale; now: Date },
): Promise<void> {
  const { keyId, cipher } = seal(contact.to, followerContext(followerId));
  await tx.query(
    `UPDATE case_follower SET contact_kind = $3, contact_index = $4, contact_cipher = $5, contact_key_id = $6,
       confirmed_at = $7, locale = $8
     WHERE jurisdiction_code = $1 AND id = $2`,
    [jurisdictionCode, followerId, contact.kind, contact.index, cipher, keyId, now, locale],
  );
}

/**
 * Proves a follower's phone number or e-mail address by the code sent to it; from then on it hears how the case goes.
 * Until then it stands nowhere but in the code's own row.
 * @throws DomainError code_wrong (wrong, expired, used, or tried five times: nobody is told which), no_such_page when
 *   nobody follows by this link any more, rate_limited, forbidden
 */
export async function confirmFollower(
  actor: Actor,
  proof: FollowerProof,
  input: { codeId: unknown; code: unknown; locale: Locale },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'public');
  await limit('code-try-address', actor.address);
  const { codeId, code, locale } = input;
  if (!isCodeId(codeId)) throw new DomainError('code_wrong');
  const now = deps.clock.now();
  // A wrong try must be committed as well, so the refusal comes after the transaction.
  const proven = await transaction(async (tx) => {
    const follower = await lockFollower(tx, proof);
    if (!follower) throw new DomainError('no_such_page');
    const contact = await tryCode(tx, { codeId, code }, 'follow', now);
    if (contact) {
      await dropTwin(tx, follower, contact);
      await storeContact(tx, follower, contact, { locale, now });
    }
    await audit(tx, {
      jurisdictionCode: follower.jurisdictionCode,
      actor,
      action: 'case.follower-confirm',
      subjectKind: 'ticket',
      subjectId: follower.ticketId,
      outcome: contact ? 'done' : 'refused',
      data: { followerId: follower.followerId, ...(contact ? { kind: contact.kind } : {}) },
    });
    return contact !== undefined;
  });
  if (!proven) throw new DomainError('code_wrong');
}
