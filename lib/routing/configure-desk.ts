import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { parseInput, wrongField } from '@/lib/platform/field-errors';
import { lockSetting } from '@/lib/platform/settings';
import { keyIdSchema, lockDesk, newDeskSecret, replaceSecret } from './desk-secrets';
import { deskKind, readDesk, type DeskSetting } from './desk-setting';
import { readRule, ruleKind, type RuleSetting } from './rule-setting';

const code = z.string();

const deskChange = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    code,
    jurisdictionCode: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    kind: z.string(),
    baseUrl: z.string(),
    digitsOnly: z.boolean().default(false),
  }),
  z.strictObject({
    action: z.literal('secret'),
    code,
    keyId: keyIdSchema,
    /** Made here when not given. */
    secret: z.string().min(32).max(500).optional(),
    overlapHours: z.number().min(0).max(720).default(24),
  }),
  z.strictObject({ action: z.enum(['pause', 'resume', 'default-rule']), code }),
]);

/** What to change of a desk's set-up. */
export type DeskChange = z.input<typeof deskChange>;
type ChangeOf<A extends string> = Extract<z.output<typeof deskChange>, { action: A }>;

/** Writes a desk as the console does (desk-setting.ts), so that both check, lock and compare the same values. */
async function changeDesk(
  tx: Tx,
  deskCode: string,
  now: Date,
  change: (before: DeskSetting | null) => DeskSetting,
): Promise<void> {
  await lockSetting(tx, deskKind.kind, deskCode);
  const before = await readDesk(tx, deskCode);
  const given = { subject: deskCode, before, after: change(before) };
  await deskKind.check?.(tx, given);
  await deskKind.write(tx, { ...given, now });
}

/** A code that is in use stays as it is; a desk that was set aside may be set up anew. */
async function add(tx: Tx, { action: _action, ...given }: ChangeOf<'add'>, now: Date): Promise<string> {
  const desk = parseInput(deskKind.schema, {
    ...given,
    protocol: 'desk',
    categoryMap: [],
    maxInFlight: 8,
    active: true,
    paused: false,
  });
  await changeDesk(tx, desk.code, now, (before) => {
    if (!before) return desk;
    if (before.active || before.jurisdictionCode !== desk.jurisdictionCode)
      throw wrongField('code', '这个平台代码已在使用', 'This desk code is in use');
    return { ...desk, categoryMap: before.categoryMap, maxInFlight: before.maxInFlight };
  });
  return desk.jurisdictionCode;
}

/** The rule of last resort: what no other rule of the prefecture names goes to this desk. */
async function defaultRule(tx: Tx, deskCode: string, jurisdictionCode: string, now: Date): Promise<void> {
  const id = `all-${jurisdictionCode}`;
  await lockSetting(tx, ruleKind.kind, id);
  const before = await readRule(tx, id);
  const fresh: RuleSetting = {
    id,
    jurisdictionCode,
    deskCode,
    priority: 1000,
    categoryPattern: '*',
    divisionPattern: '*',
    urgency: null,
    requestType: null,
  };
  const change = { subject: id, before, after: { ...(before ?? fresh), deskCode } };
  await ruleKind.check?.(tx, change);
  await ruleKind.write(tx, { ...change, now });
}

async function activeDesk(tx: Tx, deskCode: string): Promise<string> {
  const desk = await readDesk(tx, deskCode);
  if (!desk?.active) throw new DomainError('unknown_desk');
  return desk.jurisdictionCode;
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
  const made = change.action === 'secret' && !change.secret ? newDeskSecret() : undefined;
  await transaction(async (tx) => {
    const jurisdictionCode =
      change.action === 'add' ? await add(tx, change, now) : await activeDesk(tx, change.code);
    if (change.action === 'secret') {
      const { keyId, overlapHours, secret = made ?? '' } = change;
      await lockDesk(tx, change.code);
      await replaceSecret(tx, { deskCode: change.code, keyId, overlapHours, secret }, now);
    } else if (change.action === 'default-rule') await defaultRule(tx, change.code, jurisdictionCode, now);
    else if (change.action !== 'add')
      await changeDesk(tx, change.code, now, (before) => ({
        ...before!,
        paused: change.action === 'pause',
      }));
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
