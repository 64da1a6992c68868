import { DeadlineClock } from '@/app/_track/deadline-clock';
import type { PageContext } from '@/app/_page/context';
import type { CaseDetail } from '@/lib/tickets/cases/case-schemas';

/** The same clock as on the reporter's own page. */
export function CaseClock({ item, context, now }: { item: CaseDetail; context: PageContext; now: Date }) {
  const deadline = item.dueAt
    ? { dueAt: item.dueAt, provisional: item.dueProvisional, overdue: item.overdue }
    : null;
  return (
    <DeadlineClock
      ticket={{ status: item.status, closedAt: item.closedAt, deadline }}
      context={context}
      now={now}
    />
  );
}
