import type { Tx } from '@/lib/platform/db';
import { wrongField } from '@/lib/platform/field-errors';
import { jurisdictionOfNumber, parseTrackingNumber } from '@/lib/tickets/tracking-number';

const unknownNumber = () =>
  wrongField(
    'number',
    '没有这个编号的工单。请核对 12 位编号。',
    'There is no ticket with this number. Check its 12 digits.',
  );

/** A typed tracking number as 12 digits with its prefecture. @throws DomainError invalid_input (number) */
export function numberOf(input: unknown): { number: string; jurisdictionCode: string } {
  const number = parseTrackingNumber(typeof input === 'string' ? input : '');
  if (!number) throw unknownNumber();
  return { number, jurisdictionCode: jurisdictionOfNumber(number) };
}

/** A ticket as acts of privacy need it. */
export interface FoundTicket {
  jurisdictionCode: string;
  ticketId: string;
  keepSecret: boolean;
}

/** The ticket of a number. @param hold keeps it until the transaction ends @throws DomainError invalid_input (number) */
export async function findTicket(
  tx: Tx,
  { number, jurisdictionCode }: { number: string; jurisdictionCode: string },
  hold = false,
): Promise<FoundTicket> {
  const { rows } = await tx.query<FoundTicket>(
    `SELECT jurisdiction_code AS "jurisdictionCode", id AS "ticketId", keep_secret AS "keepSecret"
     FROM ticket WHERE jurisdiction_code = $1 AND tracking_number = $2${hold ? ' FOR UPDATE' : ''}`,
    [jurisdictionCode, number],
  );
  if (!rows[0]) throw unknownNumber();
  return rows[0];
}
