import { transaction } from '@/lib/platform/db';
import { caseIdOf } from '@/lib/tickets/cases/case-id';
import { changeStatus } from '@/lib/tickets/change-status';
import type { TicketChange } from '@/lib/tickets/change-status-types';
import { buildTicket, type BuiltTicket } from './ticket';

/** A ticket whose desk has it, and which is therefore public. */
export interface BuiltCase extends BuiltTicket {
  caseId: string;
}

const HOUR = 3_600_000;

/** What happens to a ticket, at a time and known at that time. */
export function changeTicket(ticket: BuiltTicket, type: TicketChange['type'], at = new Date()) {
  return transaction((tx) =>
    changeStatus(tx, ticket, { type, at, deskCode: 'city-230100' }, { kind: 'system', name: 'test' }, at),
  );
}

/** A published case, reported an hour ago. */
export async function buildCase(
  overrides: Parameters<typeof buildTicket>[0] = {},
  now = new Date(),
): Promise<BuiltCase> {
  const ticket = await buildTicket({
    requestType: 'report',
    submittedAt: new Date(now.getTime() - HOUR),
    ...overrides,
  });
  await changeTicket(ticket, 'received_by_desk', new Date(now.getTime() - HOUR / 2));
  return { ...ticket, caseId: caseIdOf(ticket.jurisdictionCode, ticket.ticketId) };
}
