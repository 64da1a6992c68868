import { db } from '@/lib/platform/db';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { Effect, InBoth } from '@/lib/settings/setting-kind';
import { isOverdue } from '../deadlines';
import { newDue, openTickets, type DueFacts, type DueScope, type OpenTicket } from '../open-deadlines';

const BATCH = 2_000;
const EXAMPLES = 10;

const time = (at: Date | null): InBoth =>
  at ? { zh: formatDateTime('zh-CN', at), en: formatDateTime('en', at) } : { zh: '（无）', en: '(none)' };

/** What another rule or calendar does to the due dates of open tickets: exactly what the job `recompute-deadlines` will do. */
export async function dueEffects(facts: DueFacts, scope: DueScope, now: Date): Promise<Effect[]> {
  const examples: { ticket: OpenTicket; due: Date }[] = [];
  const count = { moved: 0, late: 0, newlyLate: 0, extended: 0 };
  for await (const batch of openTickets(db(), scope, BATCH))
    for (const ticket of batch) {
      const due = newDue({ ...ticket, extended: false }, facts, scope);
      if (!due || due.dueAt.getTime() === ticket.dueAt?.getTime()) continue;
      if (ticket.extended) {
        count.extended += 1;
        continue;
      }
      count.moved += 1;
      if (isOverdue(due.dueAt, now)) {
        count.late += 1;
        if (!ticket.dueAt || !isOverdue(ticket.dueAt, now)) count.newlyLate += 1;
      }
      if (examples.length < EXAMPLES) examples.push({ ticket, due: due.dueAt });
    }
  return told(count, examples);
}

function told(
  { moved, late, newlyLate, extended }: { moved: number; late: number; newlyLate: number; extended: number },
  examples: readonly { ticket: OpenTicket; due: Date }[],
): Effect[] {
  const kept: Effect[] =
    extended > 0
      ? [
          {
            level: 'information',
            text: {
              zh: `${extended} 件在办工单经批准延期，期限不变`,
              en: `Open tickets that were extended by a decision and keep their date: ${extended}`,
            },
          },
        ]
      : [];
  if (moved === 0)
    return [
      {
        level: 'information',
        text: { zh: '在办工单的期限都不变', en: 'No due date of an open ticket moves' },
      },
      ...kept,
    ];
  return [
    {
      level: 'information',
      text: {
        zh: `${moved} 件在办工单的期限会改变（以下列出前 ${examples.length} 件）；承办平台收到的工单仍写着原期限`,
        en: `Open tickets whose due date will move: ${moved} (${examples.length} listed); work orders that desks have received still name the old date`,
      },
      table: {
        columns: [
          { zh: '编号', en: 'Number' },
          { zh: '原期限', en: 'Old due date' },
          { zh: '新期限', en: 'New due date' },
        ],
        rows: examples.map(({ ticket, due }) => [ticket.trackingNumber, time(ticket.dueAt), time(due)]),
      },
    },
    ...(late > 0
      ? [
          {
            level: 'warning' as const,
            text: {
              zh: `按新期限，其中 ${late} 件已经超期（${newlyLate} 件原来没有超期）`,
              en: `Of these, overdue already by the new date: ${late} (not overdue before: ${newlyLate})`,
            },
          },
        ]
      : []),
    ...kept,
  ];
}
