import { db } from '@/lib/platform/db';
import type { Effect, InBoth } from '@/lib/settings/setting-kind';
import { isOpen, TICKET_STATUSES } from '../status';
import type { CategorySetting } from './category-setting';

const OPEN_STATUSES = TICKET_STATUSES.filter(isOpen);
const DAYS = 90;

interface Counts {
  open: number;
  cases: number;
  recent: number;
}

async function countsOf(code: string, now: Date): Promise<Counts> {
  const { rows } = await db().query<Counts>(
    `SELECT (SELECT count(*)::int FROM ticket WHERE category_code = $1 AND status = ANY ($2)) AS open,
       (SELECT count(*)::int FROM public_case WHERE category_code = $1) AS cases,
       (SELECT count(*)::int FROM ticket WHERE category_code = $1 AND submitted_at >= $3) AS recent`,
    [code, OPEN_STATUSES, new Date(now.getTime() - DAYS * 86_400_000)],
  );
  return rows[0]!;
}

const WHERE: Record<string, InBoth> = {
  rule: { zh: '办理时限规则', en: 'Deadline rule' },
  question: { zh: '事项问题', en: 'Category question' },
  routing: { zh: '派送规则', en: 'Routing rule' },
  desk: { zh: '承办平台的代码对照', en: 'Code map of a desk' },
};

/** What is set for this very category, by its own code. */
async function namedBy(code: string): Promise<{ what: string; name: string }[]> {
  const { rows } = await db().query<{ what: string; name: string }>(
    `SELECT 'rule' AS what, id AS name FROM deadline_rule WHERE category_pattern = $1
     UNION ALL SELECT 'question', category_pattern || '/' || key FROM category_question WHERE category_pattern = $1
     UNION ALL SELECT 'routing', id FROM routing_rule WHERE category_pattern = $1
     UNION ALL SELECT 'desk', code FROM desk WHERE category_map ? $1
     ORDER BY 1, 2`,
    [code],
  );
  return rows;
}

/** Keywords that other active categories have as well: each then counts for less (lib/intake/suggest). */
async function sharedWords(
  code: string,
  words: readonly string[],
): Promise<{ word: string; names: string }[]> {
  const { rows } = await db().query<{ word: string; names: string }>(
    `SELECT word, string_agg(c.name_zh, '、' ORDER BY c.code) AS names
     FROM unnest($2::text[]) WITH ORDINALITY AS given (word, place) JOIN category c ON word = ANY (c.keywords_zh)
     WHERE c.code <> $1 AND c.active GROUP BY word, place ORDER BY place`,
    [code, words],
  );
  return rows;
}

/** Who uses a category, and what its change does to them. */
export async function categoryEffects({
  subject,
  before,
  after,
  now,
}: {
  subject: string;
  before: CategorySetting | null;
  after: CategorySetting | null;
  now: Date;
}): Promise<Effect[]> {
  const added = (after?.keywordsZh ?? []).filter((word) => !before?.keywordsZh.includes(word));
  const [{ open, cases, recent }, named, shared] = await Promise.all([
    countsOf(subject, now),
    namedBy(subject),
    sharedWords(subject, added),
  ]);
  const effects: Effect[] = [];
  if (before?.active && after?.active === false)
    effects.push({
      level: 'warning',
      text: {
        zh: `停用后不能再选这个事项；最近 ${DAYS} 天有 ${recent} 件诉求选了它`,
        en: `Nobody can choose it once it is off; reports of the last ${DAYS} days that did: ${recent}`,
      },
    });
  effects.push({
    level: 'information',
    text: {
      zh: `在办工单 ${open} 件、公开案件 ${cases} 件属于这个事项，事项名称照常显示`,
      en: `Of this category: open tickets ${open}, public cases ${cases}; they go on showing its name`,
    },
  });
  if (before?.active !== after?.active)
    effects.push({
      level: 'information',
      text: {
        zh: '正在填写的上报表单会提示核对事项，已填内容不会丢失',
        en: 'Whoever is filling in a report is asked to look at the category again; nothing typed is lost',
      },
    });
  if (named.length > 0)
    effects.push({
      level: 'information',
      text: { zh: `${named.length} 处设置写有这个代码`, en: `Settings that name this code: ${named.length}` },
      table: {
        columns: [
          { zh: '设置', en: 'Setting' },
          { zh: '名称', en: 'Name' },
        ],
        rows: named.map(({ what, name }) => [WHERE[what] ?? what, name]),
      },
    });
  if (shared.length > 0)
    effects.push({
      level: 'warning',
      text: {
        zh: '新增的关键词中，有些其他事项也在用，推测时作用会减弱',
        en: 'Some of the new keywords belong to other categories as well, so each speaks less for this one',
      },
      table: {
        columns: [
          { zh: '关键词', en: 'Keyword' },
          { zh: '其他事项', en: 'Other categories' },
        ],
        rows: shared.map(({ word, names }) => [word, names]),
      },
    });
  return effects;
}
