import { searchForm, searchTokens } from '@/lib/platform/search-text';
import { seededRandom } from '@/bench/drills/random';

/** Runs statements; the owner's connection, for indexes are dropped and made. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

interface Category {
  code: string;
  major: string;
  words: string;
}
interface Place {
  code: string;
  jurisdiction: string;
  words: string;
}

const BATCH = 5_000;
/** Characters of the released texts, the common ones often, as in real writing. */
const CHARACTERS =
  '的不了在有人这中大为上个路灯井盖坏破损水暖噪声垃圾堆放占道停车小区门口楼前街道树木倒伏雪冰未清运施工夜间扬尘污水管道漏电线杆箱损毁缺失积水油烟商贩摆摊广告牌脱落请尽快处理已修复更换清理现场核实完成回访居民反映多日无人管影响出行安全老人孩子学校医院市场公园桥梁隧道护栏标线信号地砖松动塌陷裂缝';

async function facts(sql: Sql): Promise<{ categories: Category[]; places: Place[] }> {
  const categories = (await sql.query(
    `SELECT code, major_code AS major, concat_ws(' ', name_zh, matter_zh, name_en, major_zh, major_en) AS words
     FROM category ORDER BY code`,
  )) as { rows: Category[] };
  const places = (await sql.query(
    `SELECT v.code, p.code AS jurisdiction, concat_ws(' ', p.name_zh, p.name_en, v.name_zh, v.name_en) AS words
     FROM division v JOIN division p ON p.code = v.parent_code WHERE v.level = 'county' ORDER BY v.code`,
  )) as { rows: Place[] };
  return { categories: categories.rows, places: places.rows };
}

function sentence(random: () => number): string {
  const length = 8 + Math.floor(random() * 30);
  let text = '';
  // squared: the first characters of the list are the most common ones
  while (text.length < length) text += CHARACTERS[Math.floor(random() ** 2 * CHARACTERS.length)];
  return text;
}

/** Tokens of a form are those of its runs, and most runs are names that come again and again. */
function tokenMaker(): (form: string) => string {
  const known = new Map<string, string[]>();
  return (form) => {
    const tokens = new Set<string>();
    for (const run of form.split(' ')) {
      let own = known.get(run);
      if (!own) {
        own = searchTokens(run);
        if (known.size < 50_000) known.set(run, own);
      }
      for (const token of own) tokens.add(token);
    }
    return [...tokens].join(' ');
  };
}

const INDEXES = `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE tablename = 'public_case' AND indexname NOT LIKE '%pkey' AND indexname NOT LIKE '%_key'`;

/**
 * Fills public_case with `count` made-up cases of the last two years, the same ones for the same seed: two thirds closed,
 * half with a released text. Indexes are dropped before and made again after, as one does for so many rows.
 */
export async function fillCases(sql: Sql, count: number, seed = 7): Promise<void> {
  const random = seededRandom(seed);
  const { categories, places } = await facts(sql);
  const tokensOf = tokenMaker();
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() ** 1.5 * items.length)]!;
  const indexes = (await sql.query(INDEXES)).rows as { name: string; definition: string }[];
  for (const { name } of indexes) await sql.query(`DROP INDEX "${name}"`);
  for (let first = 0; first < count; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => {
      const category = pick(categories);
      const place = pick(places);
      const form = searchForm(`${category.words} ${place.words} ${random() < 0.5 ? sentence(random) : ''}`);
      return [
        place.jurisdiction,
        place.code,
        category.code,
        category.major,
        form,
        tokensOf(form),
        // cases come in by time, so that is how they lie in the table
        (1 - (first + index) / count) * 730 * 86_400 + random() * 3600,
        random() < 0.67,
      ] as const;
    });
    const column = (at: number) => rows.map((row) => row[at]);
    await sql.query(
      `INSERT INTO public_case (jurisdiction_code, ticket_id, case_id, category_code, major_code, division_code, desk_code,
         status, submitted_at, due_at, due_provisional, closed_at, updated_at, search_text, tokens)
       SELECT j, gen_random_uuid(), substr(j, 3, 2) || translate(substr(md5($9 || '/' || n), 1, 12), '01ae', 'xyzw'),
         c, m, d, 'city-' || j, CASE WHEN closed THEN 'closed' ELSE 'handling' END, at, at + interval '5 days', false,
         CASE WHEN closed THEN at + interval '4 days' + (n % 5) * interval '10 hours' END, at, form,
         array_to_tsvector(string_to_array(tokens, ' '))
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::boolean[])
         WITH ORDINALITY AS r(j, d, c, m, form, tokens, age, closed, n), LATERAL (SELECT now() - age * interval '1 second' AS at) AS t`,
      [...Array.from({ length: 8 }, (_, at) => column(at)), `${seed}-${first}`],
    );
  }
  for (const { definition } of indexes) await sql.query(definition);
  await sql.query('VACUUM ANALYZE public_case');
}
