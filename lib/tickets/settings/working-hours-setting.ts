import { z } from 'zod';
import { say } from '@/lib/platform/field-errors';
import { readSettingRow, writeSettingRow } from '@/lib/platform/settings';
import type { Effect, SettingKind } from '@/lib/settings/setting-kind';
import { readCalendarInput, storedHours, WORKING_HOURS_KEY } from '../calendar-input';
import { readReference } from '../reference';
import { buildCalendar, type WorkingInterval } from '../working-calendar';
import { recountByCalendar } from './calendar-setting';
import { dueEffects } from './due-effects';
import { typedLines, wrong } from './fields';

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const INTERVAL = new RegExp(`^(${TIME})\\s*[-–—~]\\s*(${TIME}|24:00)$`);

const hours = typedLines((typed): WorkingInterval | ReturnType<typeof wrong> => {
  const [, start = '', end = ''] = INTERVAL.exec(typed) ?? [];
  if (start === '') return wrong('格式为 08:30-12:00', 'The form is 08:30-12:00');
  return end > start ? { start, end } : wrong('结束要晚于开始', 'The end comes after the beginning');
});

const workingHours = z.strictObject({ hours }).superRefine(({ hours: given }, context) => {
  const refuse = (zh: string, en: string) =>
    context.addIssue({ code: 'custom', path: ['hours'], message: say(zh, en) });
  if (given.length === 0) refuse('至少写一段工作时间', 'Give at least one interval');
  // As the working clock wants them: in order, and with time between them (lib/tickets/working-calendar).
  if (given.some(({ start }, at) => at > 0 && start <= given[at - 1]!.end))
    refuse('各段要按先后排列，不能重叠或相接', 'Intervals come in order, without overlapping or touching');
});

export type WorkingHoursSetting = z.output<typeof workingHours>;

async function effects({ after, now }: { after: WorkingHoursSetting | null; now: Date }): Promise<Effect[]> {
  if (!after) return [];
  const [input, { deadlineRules }] = await Promise.all([readCalendarInput(), readReference()]);
  const calendar = buildCalendar({ ...input, hours: after.hours });
  return dueEffects({ deadlineRules, calendar }, { of: 'calendar' }, now);
}

/** When work is done on a working day. */
export const workingHoursKind: SettingKind<WorkingHoursSetting> = {
  kind: 'working-hours',
  permission: 'settings.calendar',
  fixed: true,
  schema: workingHours,
  jurisdictionOf: () => '000000',
  subjectOf: () => WORKING_HOURS_KEY,
  async read(tx) {
    const stored = await readSettingRow(tx, WORKING_HOURS_KEY, storedHours);
    return stored && { hours: [...stored] };
  },
  async write(tx, { after, now }) {
    await writeSettingRow(tx, WORKING_HOURS_KEY, after?.hours ?? null, now);
    await recountByCalendar(tx);
  },
  effects,
};
