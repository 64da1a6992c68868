import type { Effect, InBoth } from '@/lib/settings/setting-kind';
import { reference } from '@/lib/tickets/reference';
import { DRY_RUN_DAYS, DRY_RUN_MOST, dryRun, type Routing } from './dry-run';

const MOST_ROWS = 50;

const NOBODY: InBoth = { zh: '无（转人工研判）', en: 'none (a person decides)' };
const FROM: InBoth = { zh: '按现在的规则', en: 'By the present rules' };
const TO: InBoth = { zh: '按改后的规则', en: 'By the changed rules' };
const CATEGORY: InBoth = { zh: '事项', en: 'Category' };

const ONLY_NEW: Effect = {
  level: 'information',
  text: {
    zh: '改动只影响生效后的新工单，已派出的工单不会重新派送。',
    en: 'Only new reports are affected; none that has been sent is sent anew.',
  },
};

/** A dry run over past tickets, as the preview of a change of rules or desks says it. */
export async function dryRunEffects(
  jurisdictionCode: string,
  present: Routing,
  proposed: Routing,
  now: Date,
): Promise<Effect[]> {
  const [run, { categories }] = await Promise.all([
    dryRun(jurisdictionCode, present, proposed, now),
    reference(),
  ]);
  const names = new Map([...present.desks, ...proposed.desks].map((desk) => [desk.code, desk]));
  const desk = (code: string | null): string | InBoth => {
    const found = code === null ? undefined : names.get(code);
    return found ? { zh: found.nameZh, en: found.nameEn } : (code ?? NOBODY);
  };
  const category = (code: string | null): string | InBoth => {
    if (code === null) return { zh: '未定事项', en: 'no category' };
    const found = categories.get(code);
    return found ? { zh: `${code} ${found.nameZh}`, en: `${code} ${found.nameEn}` } : code;
  };
  const tried = run.capped
    ? {
        zh: `最近 ${DRY_RUN_DAYS} 天内最新的 ${DRY_RUN_MOST} 件工单`,
        en: `the newest ${DRY_RUN_MOST} reports of the last ${DRY_RUN_DAYS} days`,
      }
    : {
        zh: `最近 ${DRY_RUN_DAYS} 天的 ${run.tickets} 件工单`,
        en: `the ${run.tickets} reports of the last ${DRY_RUN_DAYS} days`,
      };
  const effects: Effect[] = [
    {
      level: 'information',
      text: {
        zh: `用${tried.zh}试算：${run.moved} 件会派往别处。`,
        en: `Tried on ${tried.en}: ${run.moved} would have gone elsewhere.`,
      },
      ...(run.moves.length > 0 && {
        table: {
          columns: [FROM, TO, CATEGORY, { zh: '件数', en: 'Reports' }],
          rows: run.moves
            .slice(0, MOST_ROWS)
            .map((move) => [desk(move.from), desk(move.to), category(move.categoryCode), String(move.count)]),
        },
      }),
    },
  ];
  if (run.withoutDesk > 0)
    effects.push({
      level: 'warning',
      text: {
        zh: `其中 ${run.withoutDesk} 件将没有承办平台，转人工研判。`,
        en: `${run.withoutDesk} of them would have no desk and wait for a person.`,
      },
    });
  if (run.examples.length > 0)
    effects.push({
      level: 'information',
      text: {
        zh: `例如这 ${run.examples.length} 件工单：`,
        en: `For example these ${run.examples.length}:`,
      },
      table: {
        columns: [{ zh: '工单编号', en: 'Number' }, CATEGORY, FROM, TO],
        rows: run.examples.map((of) => [
          of.trackingNumber,
          category(of.categoryCode),
          desk(of.from),
          desk(of.to),
        ]),
      },
    });
  return [...effects, ONLY_NEW];
}
