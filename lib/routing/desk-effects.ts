import { db } from '@/lib/platform/db';
import type { Effect } from '@/lib/settings/setting-kind';
import type { DeskSetting } from './desk-setting';
import { dryRunEffects } from './dry-run-effects';
import { routingOf, type Routing } from './dry-run';
import { lastResortEffect } from './rule-effects';

/** Deliveries that wait for a desk, dead ones among them; each state is counted by its own partial index. */
export const UNSETTLED = `SELECT jurisdiction_code, desk_code, state FROM delivery WHERE state = 'pending'
  UNION ALL SELECT jurisdiction_code, desk_code, state FROM delivery WHERE state = 'sending'
  UNION ALL SELECT jurisdiction_code, desk_code, state FROM delivery WHERE state = 'dead'`;

async function unsettledOf({ jurisdictionCode, code }: DeskSetting): Promise<number> {
  const { rows } = await db().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${UNSETTLED}) AS waiting WHERE jurisdiction_code = $1 AND desk_code = $2`,
    [jurisdictionCode, code],
  );
  return rows[0]?.count ?? 0;
}

/** Categories whose code is more than digits, and that the desk's map does not turn into digits. */
async function uncovered(desk: DeskSetting): Promise<{ code: string; nameZh: string; nameEn: string }[]> {
  if (!desk.digitsOnly) return [];
  const { rows } = await db().query<{ code: string; nameZh: string; nameEn: string }>(
    `SELECT code, name_zh AS "nameZh", name_en AS "nameEn" FROM category
     WHERE active AND code !~ '^[0-9]+$' AND code <> ALL ($1) ORDER BY code`,
    [Object.keys(desk.categoryMap)],
  );
  return rows;
}

async function hasSecret(code: string, now: Date): Promise<boolean> {
  const { rowCount } = await db().query(
    `SELECT 1 FROM desk_secret WHERE desk_code = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)`,
    [code, now],
  );
  return rowCount > 0;
}

const warning = (zh: string, en: string): Effect => ({ level: 'warning', text: { zh, en } });
const information = (zh: string, en: string): Effect => ({ level: 'information', text: { zh, en } });

function waitingEffects(waiting: number, before: DeskSetting | null, after: DeskSetting | null): Effect[] {
  if (!before || !after) return [];
  const effects: Effect[] = [
    information(
      `有 ${waiting} 件派送在等待该平台（含已停止重试的）。`,
      `Deliveries that wait for this desk, those given up among them: ${waiting}.`,
    ),
  ];
  if (waiting > 0 && before.active && !after.active)
    effects.push(
      warning('停用后，等待的派送不会再发出。', 'Once it is switched off, what waits is no longer sent.'),
    );
  if (waiting > 0 && before.baseUrl !== after.baseUrl)
    effects.push(warning('等待的派送将发往新的地址。', 'What waits goes to the new address.'));
  return effects;
}

function ruleEffectsOf(present: Routing, before: DeskSetting | null, after: DeskSetting | null): Effect[] {
  const { code } = (after ?? before)!;
  const leading = present.rules.filter(({ deskCode }) => deskCode === code);
  if (leading.length === 0)
    return after?.active
      ? [
          information(
            '还没有派单规则指向该平台，它不会收到工单。',
            'No routing rule leads to this desk yet, so it receives nothing.',
          ),
        ]
      : [];
  const off = Boolean(before?.active && !after?.active);
  return [
    {
      level: off ? 'warning' : 'information',
      text: off
        ? {
            zh: `有 ${leading.length} 条派单规则指向该平台；停用后，符合的工单按下一条规则派送，没有就转人工研判。`,
            en: `Routing rules that lead to this desk: ${leading.length}. Once it is off, the next fitting rule is taken, or a person decides.`,
          }
        : {
            zh: `有 ${leading.length} 条派单规则指向该平台。`,
            en: `Routing rules that lead to this desk: ${leading.length}.`,
          },
      table: {
        columns: [
          { zh: '规则', en: 'Rule' },
          { zh: '事项', en: 'Category' },
          { zh: '区划', en: 'Division' },
        ],
        rows: leading.map((rule) => [rule.id, rule.categoryPattern, rule.divisionPattern]),
      },
    },
  ];
}

/** What a change of a desk would do; switching it on or off is tried on past tickets like a change of rules. */
export async function deskEffects({
  before,
  after,
  now,
}: {
  before: DeskSetting | null;
  after: DeskSetting | null;
  now: Date;
}): Promise<Effect[]> {
  const desk = (after ?? before)!;
  const present = await routingOf(desk.jurisdictionCode);
  const effects = [
    ...waitingEffects(before ? await unsettledOf(before) : 0, before, after),
    ...ruleEffectsOf(present, before, after),
  ];
  const open = after ? await uncovered(after) : [];
  if (open.length > 0)
    effects.push({
      level: 'warning',
      text: {
        zh: `该平台只收数字代码，有 ${open.length} 个事项没有对应代码，会原样发出，平台可能退回。`,
        en: `This desk takes digits only. Categories without a code of its own, sent as they are, so that it may refuse them: ${open.length}.`,
      },
      table: {
        columns: [
          { zh: '事项代码', en: 'Code' },
          { zh: '事项', en: 'Category' },
        ],
        rows: open.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]),
      },
    });
  if (after?.active && !(await hasSecret(after.code, now)))
    effects.push(
      warning(
        '该平台还没有有效的密钥，生效后请在“密钥”页启用一个，否则不能收发。',
        'This desk has no valid secret; start one on its page of secrets, or nothing can be sent or received.',
      ),
    );
  if (!after)
    effects.push(
      warning('该平台的密钥一并删除，不能恢复。', 'Its secrets go with it and cannot be brought back.'),
    );
  if (before && before.active !== Boolean(after?.active)) {
    const others = present.desks.filter(({ code }) => code !== before.code);
    const proposed: Routing = { ...present, desks: after ? [...others, after] : others };
    effects.push(
      ...lastResortEffect(present, proposed),
      ...(await dryRunEffects(before.jurisdictionCode, present, proposed, now)),
    );
  }
  return effects;
}
