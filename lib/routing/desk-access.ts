import { unseal } from '@/lib/platform/crypto';
import { db, type Tx } from '@/lib/platform/db';
import type { DeskKey } from './desk-signature';

/** A desk with everything that speaking to it needs. Never leaves the server. */
export interface DeskAccess {
  code: string;
  jurisdictionCode: string;
  protocol: string;
  baseUrl: string;
  digitsOnly: boolean;
  /** Local category code -> the desk's own, for desks that take digits only. */
  categoryMap: Record<string, string>;
  maxInFlight: number;
  active: boolean;
  paused: boolean;
  /** Valid now, the newest first: it signs what we send, each opens what we receive. */
  keys: DatedKey[];
}

/** A desk's secrets may share one key id; when each became valid tells them apart. */
interface DatedKey extends DeskKey {
  validFrom: Date;
}

/** The additional data a desk's secret is sealed under. */
export const deskSecretContext = (deskCode: string, keyId: string): string =>
  `desk-secret:${deskCode}:${keyId}`;

interface SecretRow {
  key_id: string;
  secret_cipher: Buffer;
  secret_key_id: string;
  valid_from: Date;
}

/** Desk and valid secrets by code, or undefined for an unknown desk. */
export async function deskAccess(
  deskCode: string,
  now: Date,
  tx: Tx = db(),
): Promise<DeskAccess | undefined> {
  const { rows } = await tx.query<Omit<DeskAccess, 'keys'>>(
    `SELECT code, jurisdiction_code AS "jurisdictionCode", protocol, base_url AS "baseUrl", digits_only AS "digitsOnly",
       category_map AS "categoryMap", max_in_flight AS "maxInFlight", active, paused
     FROM desk WHERE code = $1`,
    [deskCode],
  );
  const desk = rows[0];
  if (!desk) return undefined;
  const secrets = await tx.query<SecretRow>(
    `SELECT key_id, secret_cipher, secret_key_id, valid_from FROM desk_secret
     WHERE desk_code = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
     ORDER BY valid_from DESC`,
    [deskCode, now],
  );
  return {
    ...desk,
    baseUrl: desk.baseUrl.replace(/\/+$/, ''),
    keys: secrets.rows.map((row) => ({
      keyId: row.key_id,
      validFrom: row.valid_from,
      secret: unseal(
        { keyId: row.secret_key_id, cipher: row.secret_cipher },
        deskSecretContext(deskCode, row.key_id),
      ),
    })),
  };
}
