import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { seal } from '@/lib/platform/crypto';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { parseInput, wrongField } from '@/lib/platform/field-errors';
import { deskSecretContext } from './desk-access';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'small letters, digits and -, at most 50');
const name = z.string().trim().min(1).max(200);

const deskChange = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    code,
    jurisdictionCode: z.string().regex(/^23\d{2}00$/, 'a prefecture of Heilongjiang, such as 230100'),
    nameZh: name,
    nameEn: name,
    kind: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/, 'small letters, digits and _'),
    baseUrl: z.url({ protocol: /^https$/ }).max(500),
    digitsOnly: z.boolean().default(false),
  }),
  z.strictObject({
    action: z.literal('secret'),
    code,
    keyId: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, . _ -, at most 64'),
    /** Made here when not given. */
    secret: z.string().min(32).max(500).optional(),
    overlapHours: z.number().min(0).max(720).default(24),
  }),
  z.strictObject({ action: z.enum(['pause', 'resume', 'default-rule']), code }),
]);

/** What to change of a desk's set-up. */
export type DeskChange = z.input<typeof deskChange>;
type ChangeOf<A extends string> = Extract<z.output<typeof deskChange>, { action: A }>;

/** A code that is in use stays as it is; a desk that was set aside may be set up anew. */
async function add(tx: Tx, desk: ChangeOf<'add'>): Promise<string> {
  const place = await tx.query(`SELECT 1 FROM division WHERE code = $1 AND level = 'prefecture'`, [
    desk.jurisdictionCode,
  ]);
  if (place.rowCount === 0)
    throw wrongField('jurisdictionCode', '没有这个市地代码', 'There is no such prefecture');
  const { rowCount } = await tx.query(
    `INSERT INTO desk (code, jurisdiction_code, name_zh, name_en, kind, protocol, base_url, digits_only)
     VALUES ($1, $2, $3, $4, $5, 'desk', $6, $7)
     ON CONFLICT (code) DO UPDATE SET name_zh = $3, name_en = $4, kind = $5, protocol = 'desk', base_url = $6,
       digits_only = $7, active = true, paused = false
     WHERE NOT desk.active AND desk.jurisdiction_code = $2`,
    [
      desk.code,
      desk.jurisdictionCode,
      desk.nameZh,
      desk.nameEn,
      desk.kind,
      desk.baseUrl.replace(/\/+$/, ''),
      desk.digitsOnly,
    ],
  );
  if (rowCount === 0) throw wrongField('code', '这个平台代码已在使用', 'This desk code is in use');
  return desk.jurisdictionCode;
}

/** The new secret signs from now on; what was valid opens messages for the overlap, and no longer. */
async function replaceSecret(tx: Tx, change: ChangeOf<'secret'>, secret: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE desk_secret SET valid_until = LEAST(valid_until, $2)
     WHERE desk_code = $1 AND (valid_until IS NULL OR valid_until > $3)`,
    [change.code, new Date(now.getTime() + change.overlapHours * 3_600_000), now],
  );
  const sealed = seal(secret, deskSecretContext(change.code, change.keyId));
  await tx.query(
    `INSERT INTO desk_secret (desk_code, key_id, secret_cipher, secret_key_id, valid_from)
     VALUES ($1, $2, $3, $4, $5)`,
    [change.code, change.keyId, sealed.cipher, sealed.keyId, now],
  );
}

/** The rule of last resort: what no other rule of the prefecture names goes to this desk. */
async function defaultRule(tx: Tx, deskCode: string, jurisdictionCode: string): Promise<void> {
  await tx.query(
    `INSERT INTO routing_rule (id, jurisdiction_code, priority, category_pattern, division_pattern, desk_code)
     VALUES ('all-' || $1, $1, 1000, '*', '*', $2) ON CONFLICT (id) DO UPDATE SET desk_code = $2`,
    [jurisdictionCode, deskCode],
  );
}

async function jurisdictionOfDesk(tx: Tx, deskCode: string): Promise<string> {
  const { rows } = await tx.query<{ jurisdiction_code: string }>(
    'SELECT jurisdiction_code FROM desk WHERE code = $1 AND active FOR UPDATE',
    [deskCode],
  );
  if (!rows[0]) throw new DomainError('unknown_desk');
  return rows[0].jurisdiction_code;
}

/**
 * Sets a desk up or changes its set-up: `add`, `secret`, `pause`, `resume`, `default-rule`.
 * @returns the secret that was made here, to be shown once
 * @throws DomainError invalid_input, unknown_desk (also one set aside), forbidden
 */
export async function configureDesk(
  actor: Actor,
  input: DeskChange,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<{ secret?: string }> {
  assertActor(actor, 'system');
  const change = parseInput(deskChange, input);
  const now = deps.clock.now();
  const made =
    change.action === 'secret' && !change.secret ? randomBytes(32).toString('base64url') : undefined;
  await transaction(async (tx) => {
    const jurisdictionCode =
      change.action === 'add' ? await add(tx, change) : await jurisdictionOfDesk(tx, change.code);
    if (change.action === 'secret') await replaceSecret(tx, change, change.secret ?? made ?? '', now);
    else if (change.action === 'default-rule') await defaultRule(tx, change.code, jurisdictionCode);
    else if (change.action !== 'add')
      await tx.query('UPDATE desk SET paused = $2 WHERE code = $1', [change.code, change.action === 'pause']);
    await audit(tx, {
      jurisdictionCode,
      actor,
      action: `desk.${change.action}`,
      subjectKind: 'desk',
      subjectId: change.code,
      data: {
        ...(change.action === 'add' ? { baseUrl: change.baseUrl, kind: change.kind } : {}),
        ...(change.action === 'secret' ? { keyId: change.keyId, overlapHours: change.overlapHours } : {}),
      },
    });
  });
  return made ? { secret: made } : {};
}
