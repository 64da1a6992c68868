import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Actor, StaffActor } from '@/lib/platform/actor';
import { seal } from '@/lib/platform/crypto';
import { db, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { say } from '@/lib/platform/field-errors';
import { assertPermission, assertSomewhere } from '@/lib/staff/assert-permission';
import { deskSecretContext } from './desk-access';

/** The parts of what a change of secrets is given. */
export const keyIdSchema = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9._-]{1,64}$/,
    say('字母、数字、点、下划线和连字符，最多 64 个', 'Letters, digits, . _ -, at most 64'),
  );
export const overlapSchema = z.coerce.number().min(0).max(720);

/** A secret as a page shows it: never the secret itself. */
export interface DeskSecretLine {
  keyId: string;
  validFrom: Date;
  /** Null: until it is replaced. */
  validUntil: Date | null;
  /** When the desk last signed with it, to the minute. */
  lastHeardAt: Date | null;
  /** It signs what we send; the other valid ones only open what the desk sends. */
  signs: boolean;
  valid: boolean;
}

/** Secrets of a desk, the newest first. */
export async function secretsOf(tx: Tx, deskCode: string, now: Date): Promise<DeskSecretLine[]> {
  const { rows } = await tx.query<Omit<DeskSecretLine, 'signs'>>(
    `SELECT key_id AS "keyId", valid_from AS "validFrom", valid_until AS "validUntil", last_heard_at AS "lastHeardAt",
       valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2) AS valid
     FROM desk_secret WHERE desk_code = $1 ORDER BY valid_from DESC, key_id`,
    [deskCode, now],
  );
  const signing = rows.find(({ valid }) => valid);
  return rows.map((row) => ({ ...row, signs: row === signing }));
}

export const newDeskSecret = (): string => randomBytes(32).toString('base64url');

/** The new secret signs from now on; what was valid opens messages for the overlap, and no longer. */
export async function replaceSecret(
  tx: Tx,
  change: { deskCode: string; keyId: string; secret: string; overlapHours: number },
  now: Date,
): Promise<void> {
  const { deskCode, keyId } = change;
  await tx.query(
    `UPDATE desk_secret SET valid_until = LEAST(valid_until, $2)
     WHERE desk_code = $1 AND (valid_until IS NULL OR valid_until > $3)`,
    [deskCode, new Date(now.getTime() + change.overlapHours * 3_600_000), now],
  );
  const sealed = seal(change.secret, deskSecretContext(deskCode, keyId));
  await tx.query(
    `INSERT INTO desk_secret (desk_code, key_id, secret_cipher, secret_key_id, valid_from)
     VALUES ($1, $2, $3, $4, $5)`,
    [deskCode, keyId, sealed.cipher, sealed.keyId, now],
  );
}

/** Sets until when one secret is valid. */
export async function setValidUntil(
  tx: Tx,
  deskCode: string,
  { keyId, validFrom }: Pick<DeskSecretLine, 'keyId' | 'validFrom'>,
  until: Date | null,
): Promise<void> {
  await tx.query(
    'UPDATE desk_secret SET valid_until = $4 WHERE desk_code = $1 AND key_id = $2 AND valid_from = $3',
    [deskCode, keyId, validFrom, until],
  );
}

/** Locks a desk, so that its secrets change one after the other. @throws DomainError unknown_desk */
export async function lockDesk(tx: Tx, deskCode: string): Promise<void> {
  const { rowCount } = await tx.query('SELECT 1 FROM desk WHERE code = $1 FOR UPDATE', [deskCode]);
  if (rowCount === 0) throw new DomainError('unknown_desk');
}

/**
 * Somebody who may change desks, at a desk that is theirs.
 * @throws DomainError forbidden, not_found
 */
export async function assertDesk(
  actor: Actor,
  deskCode: string,
): Promise<{ staff: StaffActor; jurisdictionCode: string; nameZh: string; nameEn: string }> {
  await assertSomewhere(actor, 'settings.desks');
  const { rows } = await db().query<{ jurisdictionCode: string; nameZh: string; nameEn: string }>(
    'SELECT jurisdiction_code AS "jurisdictionCode", name_zh AS "nameZh", name_en AS "nameEn" FROM desk WHERE code = $1',
    [deskCode],
  );
  if (!rows[0]) throw new DomainError('not_found');
  const staff = await assertPermission(actor, 'settings.desks', [rows[0].jurisdictionCode]);
  return { staff, ...rows[0] };
}

const noted = new Map<string, number>();
const NOTE_EVERY_MS = 60_000;

/** Notes that the desk signed with this key, at most once a minute for each process, so that a busy desk's row stays cool. */
export async function noteDeskKey(
  deskCode: string,
  { keyId, validFrom }: { keyId: string; validFrom: Date },
  now: Date,
): Promise<void> {
  const name = `${deskCode} ${keyId} ${validFrom.getTime()}`;
  const since = now.getTime() - (noted.get(name) ?? -Infinity);
  if (since >= 0 && since < NOTE_EVERY_MS) return;
  noted.set(name, now.getTime());
  await db().query(
    'UPDATE desk_secret SET last_heard_at = $4 WHERE desk_code = $1 AND key_id = $2 AND valid_from = $3',
    [deskCode, keyId, validFrom, now],
  );
}
