import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { auditValues } from '@/lib/platform/audit';
import { newId } from '@/lib/platform/ids';
import type { SubmissionRows } from '@/lib/intake/submit-statement';
import { sampleReport } from './sample-reports';

/** The desk that nobody wakes: rows made here are for measuring writes, not for delivery. */
const NO_DESK = 'bench-230100';

/**
 * The rows of report number `index` as intake would write them. Sealed values are random bytes of the same length: their
 * making is not part of the writing that is compared.
 */
export function reportRows(index: number): SubmissionRows {
  const { description, categoryCode, divisionCode, address, lng, lat } = sampleReport(index);
  const now = new Date();
  const ticketId = newId();
  const jurisdictionCode = '230100';
  return {
    scope: 'reports',
    key: randomUUID(),
    requestHash: createHash('sha256').update(description).digest(),
    ticket: {
      jurisdiction_code: jurisdictionCode,
      id: ticketId,
      // No city has the first digits 99, so these never meet a real number.
      tracking_number: `99${String(index).padStart(10, '0')}`,
      query_code_cipher: randomBytes(34),
      query_code_key_id: 'k1',
      query_code_hash: randomBytes(32),
      channel: 'web',
      locale: 'zh-CN',
      request_type: 'report',
      urgency: 'normal',
      emergency: [],
      category_code: categoryCode,
      category_source: 'person',
      division_code: divisionCode,
      grid_id: null,
      area_class: 'B',
      street_code: null,
      address,
      lng,
      lat,
      asset_code: null,
      occurred_at: null,
      description,
      attributes: '{}',
      keep_secret: false,
      anonymous: false,
      desk_code: NO_DESK,
      routing_reason: 'bench',
      deadline_rule_id: null,
      due_at: now,
      due_provisional: false,
      submitted_at: now,
      retention_class: 'ticket',
    },
    eventId: newId(),
    audit: auditValues({
      jurisdictionCode,
      actor: { kind: 'public', address: '127.0.0.1' },
      action: 'submit-report',
      subjectKind: 'ticket',
      subjectId: ticketId,
      data: { channel: 'web', categoryCode, deskCode: NO_DESK, urgency: 'normal', photos: 0 },
    }),
    reporter: null,
    delivery: { id: newId(), requestId: randomUUID() },
    messages: [],
    uploadIds: [],
    jobs: [
      { name: 'wake-desk', payload: JSON.stringify({ deskCode: NO_DESK }), jobKey: `wake-desk:${NO_DESK}` },
    ],
  };
}
