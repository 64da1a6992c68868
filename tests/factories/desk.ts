import { seal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { deskSecretContext } from '@/lib/routing/desk-access';

/** The secret of every desk made here; the sandbox desk knows it. */
export const DESK_SECRET = 'sandbox-desk-secret';

interface DeskOverrides {
  code?: string;
  jurisdictionCode?: string;
  protocol?: string;
  baseUrl?: string;
  digitsOnly?: boolean;
  categoryMap?: Record<string, string>;
  maxInFlight?: number;
  paused?: boolean;
}

/** A desk with one signing secret; made anew when the code exists. */
export async function buildDesk(
  overrides: DeskOverrides = {},
): Promise<{ code: string; jurisdictionCode: string }> {
  const desk = {
    code: 'city-230100',
    jurisdictionCode: '230100',
    protocol: 'desk',
    baseUrl: 'http://127.0.0.1:1/city-desk',
    digitsOnly: false,
    categoryMap: {},
    maxInFlight: 8,
    paused: false,
    ...overrides,
  };
  await db().query(
    `INSERT INTO desk (code, jurisdiction_code, name_zh, name_en, kind, protocol, base_url, digits_only, category_map, max_in_flight, paused)
     VALUES ($1, $2, '测试平台', 'Test desk', 'city', $3, $4, $5, $6, $7, $8)
     ON CONFLICT (code) DO UPDATE SET protocol = $3, base_url = $4, digits_only = $5, category_map = $6,
       max_in_flight = $7, paused = $8, active = true`,
    [
      desk.code,
      desk.jurisdictionCode,
      desk.protocol,
      desk.baseUrl,
      desk.digitsOnly,
      JSON.stringify(desk.categoryMap),
      desk.maxInFlight,
      desk.paused,
    ],
  );
  const sealed = seal(DESK_SECRET, deskSecretContext(desk.code, desk.code));
  await db().query('DELETE FROM desk_secret WHERE desk_code = $1', [desk.code]);
  await db().query(
    `INSERT INTO desk_secret (desk_code, key_id, secret_cipher, secret_key_id, valid_from)
     VALUES ($1, $1, $2, $3, '2020-01-01')`,
    [desk.code, sealed.cipher, sealed.keyId],
  );
  return { code: desk.code, jurisdictionCode: desk.jurisdictionCode };
}
