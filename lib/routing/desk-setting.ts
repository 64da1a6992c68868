import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { say, wrongField } from '@/lib/platform/field-errors';
import type { SettingKind } from '@/lib/settings/setting-kind';
import { connectorOf } from './connectors';
import { deskEffects } from './desk-effects';

const name = z.string().trim().min(1).max(200);
const CATEGORY = /^[0-9A-Z]\d{4}$/;

/** A category code of ours and the desk's own code for it. */
const mapping = z.tuple([
  z.string().regex(CATEGORY, say('每行写一对代码，如 X2106=01037', 'One pair a line, such as X2106=01037')),
  z.string().regex(CATEGORY, say('每行写一对代码，如 X2106=01037', 'One pair a line, such as X2106=01037')),
]);

const categoryMap = z
  .array(mapping)
  .max(1000)
  .refine(
    (pairs) => new Set(pairs.map(([ours]) => ours)).size === pairs.length,
    say('同一个事项代码写了两次', 'A category code is there twice'),
  )
  .transform((pairs): Record<string, string> => Object.fromEntries(pairs));

const deskSetting = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,49}$/,
        say('小写字母、数字和连字符，最多 50 个', 'Small letters, digits and -, at most 50'),
      ),
    jurisdictionCode: z
      .string()
      .regex(
        /^23\d{2}00$/,
        say('请选择市地，如 230100', 'Choose a prefecture of Heilongjiang, such as 230100'),
      ),
    nameZh: name,
    nameEn: name,
    kind: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9_]{0,49}$/, say('小写字母、数字和下划线', 'Small letters, digits and _')),
    protocol: z
      .string()
      .refine((of) => connectorOf(of) !== undefined, say('没有这种接口协议', 'There is no such protocol')),
    baseUrl: z
      .url({
        protocol: /^https?$/,
        error: say('请填写 https:// 开头的地址', 'Enter an address that begins with https://'),
      })
      .max(500)
      .transform((url) => url.replace(/\/+$/, '')),
    digitsOnly: z.boolean(),
    categoryMap,
    maxInFlight: z.coerce.number().int().min(1).max(64),
    active: z.boolean(),
    paused: z.boolean(),
  })
  .refine(({ digitsOnly, categoryMap: map }) => !digitsOnly || Object.values(map).every(isDigits), {
    path: ['categoryMap'],
    message: say(
      '该平台只收数字代码，对应代码须为 5 位数字',
      'This desk takes digits only: map to five digits',
    ),
  });

/** A desk's configuration, all of it but its secrets. */
export type DeskSetting = z.output<typeof deskSetting>;

const isDigits = (code: string): boolean => /^\d+$/.test(code);

/** Read locked when it is taken away, so that no rule can be led to it meanwhile (rule-setting.ts locks the same row). */
export async function readDesk(tx: Tx, code: string, lock = ''): Promise<DeskSetting | null> {
  const { rows } = await tx.query<DeskSetting>(
    `SELECT code, jurisdiction_code AS "jurisdictionCode", name_zh AS "nameZh", name_en AS "nameEn", kind, protocol,
       base_url AS "baseUrl", digits_only AS "digitsOnly", category_map AS "categoryMap", max_in_flight AS "maxInFlight",
       active, paused
     FROM desk WHERE code = $1 ${lock}`,
    [code],
  );
  return rows[0] ?? null;
}

async function write(tx: Tx, { code }: { code: string }, desk: DeskSetting | null): Promise<void> {
  if (!desk) {
    await tx.query('DELETE FROM desk_secret WHERE desk_code = $1', [code]);
    await tx.query('DELETE FROM desk_health WHERE desk_code = $1', [code]);
    await tx.query('DELETE FROM desk WHERE code = $1', [code]);
    return;
  }
  await tx.query(
    `INSERT INTO desk (code, jurisdiction_code, name_zh, name_en, kind, protocol, base_url, digits_only, category_map,
       max_in_flight, active, paused)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (code) DO UPDATE SET name_zh = $3, name_en = $4, kind = $5, protocol = $6, base_url = $7,
       digits_only = $8, category_map = $9, max_in_flight = $10, active = $11, paused = $12`,
    [
      desk.code,
      desk.jurisdictionCode,
      desk.nameZh,
      desk.nameEn,
      desk.kind,
      desk.protocol,
      desk.baseUrl,
      desk.digitsOnly,
      JSON.stringify(desk.categoryMap),
      desk.maxInFlight,
      desk.active,
      desk.paused,
    ],
  );
}

/** In the sandbox desks answer on this machine, without TLS; nowhere else may our messages and secrets' use be overheard. */
function mayCall(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'https:' || (env().sandbox && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** A desk with a history is switched off, never taken away: tickets name it. */
async function assertUnused(tx: Tx, code: string): Promise<void> {
  await readDesk(tx, code, 'FOR UPDATE');
  const { rows } = await tx.query<{ rules: boolean; used: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM routing_rule WHERE desk_code = $1) AS rules,
       EXISTS (SELECT 1 FROM work_order o JOIN desk d ON d.code = $1
         WHERE o.jurisdiction_code = d.jurisdiction_code AND o.desk_code = $1)
       OR EXISTS (SELECT 1 FROM delivery WHERE desk_code = $1 AND state = 'pending')
       OR EXISTS (SELECT 1 FROM delivery WHERE desk_code = $1 AND state = 'sending')
       OR EXISTS (SELECT 1 FROM delivery WHERE desk_code = $1 AND state = 'dead') AS used`,
    [code],
  );
  if (rows[0]?.rules)
    throw wrongField(
      '',
      '还有派单规则指向该平台，请先修改或删除这些规则',
      'Routing rules still lead to this desk; change or remove them first',
    );
  if (rows[0]?.used)
    throw wrongField(
      '',
      '该平台已收到或正在等待工单，不能删除，可以停用',
      'This desk has received reports or they wait for it; switch it off instead of removing it',
    );
}

/** @throws DomainError invalid_input */
export async function checkDesk(
  tx: Tx,
  { before, after }: { before: DeskSetting | null; after: DeskSetting | null },
): Promise<void> {
  if (!after) return assertUnused(tx, before!.code);
  if (before && before.code !== after.code)
    throw wrongField('code', '平台代码不能修改', 'The code of a desk stays');
  if (before && before.jurisdictionCode !== after.jurisdictionCode)
    throw wrongField('jurisdictionCode', '所属市地不能修改', 'The prefecture of a desk stays');
  if (before?.baseUrl !== after.baseUrl && !mayCall(after.baseUrl))
    throw wrongField('baseUrl', '请填写 https:// 开头的地址', 'Enter an address that begins with https://');
  const place = await tx.query(`SELECT 1 FROM division WHERE code = $1 AND level = 'prefecture'`, [
    after.jurisdictionCode,
  ]);
  if (place.rowCount === 0)
    throw wrongField('jurisdictionCode', '没有这个市地代码', 'There is no such prefecture');
  const unknown = await tx.query<{ code: string }>(
    `SELECT code FROM unnest($1::text[]) AS code WHERE code NOT IN (SELECT c.code FROM category c) LIMIT 1`,
    [Object.keys(after.categoryMap)],
  );
  if (unknown.rows[0]) {
    const { code } = unknown.rows[0];
    throw wrongField('categoryMap', `没有事项代码 ${code}`, `There is no category ${code}`);
  }
}

/** The desks that reports are routed to (承办平台). */
export const deskKind: SettingKind<DeskSetting> = {
  kind: 'desk',
  permission: 'settings.desks',
  sensitive: true,
  schema: deskSetting,
  jurisdictionOf: (desk) => desk.jurisdictionCode,
  subjectOf: (desk) => desk.code,
  read: readDesk,
  check: checkDesk,
  write: (tx, { before, after }) => write(tx, (after ?? before)!, after),
  effects: deskEffects,
};
