import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock } from '@/lib/platform/clock';
import { keyedHash } from '@/lib/platform/crypto';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { jurisdictionOfCase } from './case-id';
import { FLAG_REASONS } from './flag-reasons';

const flag = z.object({ caseId: z.string(), reason: z.enum(FLAG_REASONS) });

/**
 * Notes that somebody objects to a published case. The same objection from the same address is one row.
 * @throws DomainError no_such_page, invalid_input, forbidden
 */
export async function flagCase(actor: Actor, input: unknown): Promise<void> {
  assertActor(actor, 'public');
  const parsed = flag.safeParse(input);
  if (!parsed.success)
    throw new DomainError('invalid_input', {
      fields: [
        {
          field: 'reason',
          code: 'unknown_choice',
          message: { zh: '请选择一个原因。', en: 'Choose a reason.' },
        },
      ],
    });
  const { caseId, reason } = parsed.data;
  const jurisdictionCode = jurisdictionOfCase(caseId);
  if (!jurisdictionCode) throw new DomainError('no_such_page');
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ ticketId: string }>(
      'SELECT ticket_id AS "ticketId" FROM public_case WHERE jurisdiction_code = $1 AND case_id = $2',
      [jurisdictionCode, caseId],
    );
    const ticketId = rows[0]?.ticketId;
    if (!ticketId) throw new DomainError('no_such_page');
    const { rowCount } = await tx.query(
      `INSERT INTO case_flag (jurisdiction_code, id, ticket_id, reason, address_hash, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [
        jurisdictionCode,
        newId(),
        ticketId,
        reason,
        keyedHash('case-flag', actor.address).subarray(0, 16),
        systemClock.now(),
      ],
    );
    if (rowCount > 0)
      await audit(tx, {
        jurisdictionCode,
        actor,
        action: 'case.flag',
        subjectKind: 'ticket',
        subjectId: ticketId,
        data: { reason },
      });
  });
}
