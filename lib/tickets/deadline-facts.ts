import { prisma } from '@/lib/platform/db';
import { pickDeadlineRule, type DeadlineRule, type DeadlineStage, type TimeUnit } from './deadlines';
import { reference } from './reference';
import type { Names } from './view-schemas';

/** How surely a limit is this province's own: read in a rule of it, read in another city's, or proposed by us. */
export type DeadlineConfidence = 'read' | 'elsewhere' | 'proposed';

/** How long one stage may take. */
export interface DeadlineFact {
  amount: number;
  unit: TimeUnit;
  confidence: DeadlineConfidence;
}

export interface DeadlineFacts {
  /** For every matter, in the order of the work. */
  stages: (DeadlineFact & { stage: (typeof STAGES)[number] })[];
  /** Handling, for matters that many people report. */
  matters: (DeadlineFact & { code: string; name: Names })[];
}

const STAGES = [
  'accept',
  'accept-urgent',
  'register',
  'dispatch',
  'sign',
  'check',
] as const satisfies readonly DeadlineStage[];
/** Cover, street light, rubbish, broken road, night works, street trade, snow, cold radiators, no water, illegal building. */
const MATTERS = '01002 01037 06010 06013 08001 09006 10001 X2101 X2103 06001'.split(' ');
/** Until a map of area classes exists, every place counts as ordinary (lib/tickets/handling-deadline). */
const AREA_CLASS = 'B';

/** The limits as they stand in the rules now, for people to read. */
export async function deadlineFacts(): Promise<DeadlineFacts> {
  const [facts, rows] = await Promise.all([reference(), prisma().deadlineRule.findMany()]);
  const rules = rows.map(
    (row) => ({ ...row, amount: Number(row.amount) }) as DeadlineRule & { confidence: DeadlineConfidence },
  );
  const fact = (categoryCode: string | null, stage: DeadlineStage): DeadlineFact[] => {
    const rule = pickDeadlineRule(rules, { categoryCode, areaClass: AREA_CLASS, stage });
    return rule ? [{ amount: rule.amount, unit: rule.unit, confidence: rule.confidence }] : [];
  };
  return {
    stages: STAGES.flatMap((stage) => fact(null, stage).map((found) => ({ ...found, stage }))),
    matters: MATTERS.flatMap((code) => {
      const category = facts.categories.get(code);
      if (!category?.active) return [];
      const name = { 'zh-CN': category.matterZh ?? category.nameZh, en: category.nameEn };
      return fact(code, 'handle').map((found) => ({ ...found, code, name }));
    }),
  };
}
