import { db } from '@/lib/platform/db';
import type { Effect } from '@/lib/settings/setting-kind';
import { questionRow, questionsOf, type QuestionRow } from '../category-questions';
import { readReference } from '../reference';
import type { QuestionSetting } from './question-setting';

const EXAMPLES = 10;

interface Change {
  subject: string;
  before: QuestionSetting | null;
  after: QuestionSetting | null;
}

function rowOf(value: QuestionSetting): QuestionRow {
  return questionRow({ ...value, hintZh: value.hintZh || null, hintEn: value.hintEn || null });
}

/** How many reports have given an answer that can no longer be given. */
async function lostAnswers({ before, after }: Change): Promise<number> {
  const kept = new Set(after?.options.map(({ key }) => key));
  const gone = before?.options.filter(({ key }) => !kept.has(key)).map(({ key }) => key) ?? [];
  if (!before || gone.length === 0) return 0;
  const { rows } = await db().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ticket
     WHERE category_code LIKE $1 AND (attributes ->> $2 = ANY ($3) OR attributes -> $2 ?| $3)`,
    [before.categoryPattern.replace('*', '%'), before.key, gone],
  );
  return rows[0]!.count;
}

/** Which categories ask the question, and what becomes of reports and of forms that are being filled in. */
export async function questionEffects(change: Change): Promise<Effect[]> {
  const { before, after } = change;
  const { categoryRows, questions } = await readReference();
  const { categoryPattern, key } = (after ?? before)!;
  const others = questions.filter(
    (row) => row.categoryPattern !== categoryPattern || row.question.key !== key,
  );
  const askedIn = (value: QuestionSetting | null) => {
    if (!value) return [];
    const row = rowOf(value);
    return categoryRows.filter(({ code }) => questionsOf([...others, row], code).includes(row.question));
  };
  const [earlier, later, lost] = [askedIn(before), askedIn(after), await lostAnswers(change)];
  const shown = later.length > 0 ? later : earlier;
  const effects: Effect[] = [
    {
      level: 'information',
      text: {
        zh: `会问这个问题的事项：现在 ${earlier.length} 个，以后 ${later.length} 个（列出前 ${Math.min(EXAMPLES, shown.length)} 个）`,
        en: `Categories that ask it: ${earlier.length} now, ${later.length} afterwards (${Math.min(EXAMPLES, shown.length)} listed)`,
      },
      ...(shown.length > 0 && {
        table: {
          columns: [
            { zh: '代码', en: 'Code' },
            { zh: '事项', en: 'Category' },
          ],
          rows: shown
            .slice(0, EXAMPLES)
            .map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }] as const),
        },
      }),
    },
    {
      level: 'information',
      text: {
        zh: '上报表单几秒内改用新的问题；正在填写和待发送的诉求保留已填内容，发送前会提示再看一眼',
        en: 'The report form asks anew within seconds; reports being written or waiting keep what was typed and are marked for a look before they are sent',
      },
    },
  ];
  if (lost > 0)
    effects.push({
      level: 'warning',
      text: {
        zh: `${lost} 件诉求选了要去掉的选项，以后只显示它的代号`,
        en: `Reports that chose an option that goes, and show its key only from then on: ${lost}`,
      },
    });
  if (after?.required && !before?.required)
    effects.push({
      level: 'warning',
      text: {
        zh: '成为必答后，在网上不回答就不能提交；电话和短信上报不受影响',
        en: 'Once required, the form on the web cannot be sent without an answer; calls and text messages can',
      },
    });
  return effects;
}
