import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { equalBytes, unseal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import { metrics } from '@/lib/platform/metrics';
import { deskDirectory } from '@/lib/routing/desks';
import { gridAt } from '@/lib/tickets/areas/grid-at';
import { nextNumberPosition } from '@/lib/tickets/number-blocks';
import { queryCodeContext } from '@/lib/tickets/query-code';
import { reference } from '@/lib/tickets/reference';
import { trackUrl } from '@/lib/tickets/track-link';
import { emergencyAdvice } from './suggest/emergency-advice';
import { findDanger } from './suggest/danger-words';
import { checkReferences } from './check-references';
import {
  composeReport,
  hashSubmission,
  jurisdictionOfSubmission,
  type ComposedReport,
} from './compose-report';
import type { EmergencyAdvice, SubmittedReport } from './reply-schema';
import { parseSubmission, type Submission } from './submission';
import { submitStatement } from './submit-statement';

/** Where a key counts: one endpoint and caller. */
export interface Idempotency {
  scope: string;
  key: string;
}

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

interface DatabaseError {
  code?: string;
  constraint?: string;
}

async function write(report: ComposedReport): Promise<'created' | 'known' | 'number taken'> {
  const { text, values } = submitStatement(report.rows);
  try {
    const { rowCount } = await db().query<{ jobs: number }>(text, values);
    return rowCount === 1 ? 'created' : 'known';
  } catch (error) {
    const { code, constraint } = error as DatabaseError;
    if (constraint === 'ticket_attachment_upload_id_key' || constraint === 'ticket_attachment_upload_id_fkey')
      throw new DomainError('upload_unavailable', { cause: error });
    // Only after a restore to an older state, or with another number key: take the next number.
    if (code === UNIQUE_VIOLATION && constraint === 'ticket_jurisdiction_code_tracking_number_key')
      return 'number taken';
    if (code === FOREIGN_KEY_VIOLATION) throw new DomainError('upload_unavailable', { cause: error });
    throw error;
  }
}

async function earlierReply(idempotency: Idempotency, requestHash: Buffer): Promise<SubmittedReport> {
  const { rows } = await db().query<{
    request_hash: Buffer;
    ticket_id: string;
    tracking_number: string;
    query_code_cipher: Buffer;
    query_code_key_id: string;
    description: string;
    locale: string;
  }>(
    `SELECT k.request_hash, t.id AS ticket_id, t.tracking_number, t.query_code_cipher, t.query_code_key_id, t.description, t.locale
     FROM idempotency_key k
     JOIN ticket t ON t.jurisdiction_code = k.jurisdiction_code AND t.id = k.ticket_id
     WHERE k.scope = $1 AND k.key = $2`,
    [idempotency.scope, idempotency.key],
  );
  const row = rows[0];
  if (!row || !equalBytes(row.request_hash, requestHash)) throw new DomainError('idempotency_conflict');
  return {
    trackingNumber: row.tracking_number,
    queryCode: unseal(
      { keyId: row.query_code_key_id, cipher: row.query_code_cipher },
      queryCodeContext(row.ticket_id),
    ),
    trackUrl: trackUrl(row.tracking_number, row.locale),
    status: 'submitted',
    ...adviceFor(row.description),
  };
}

function adviceFor(description: string): { advice?: EmergencyAdvice } {
  const danger = findDanger(description);
  return danger ? { advice: emergencyAdvice(danger) } : {};
}

/**
 * Takes a report in: checks it, decides who handles it and until when, and commits ticket, timeline, audit row,
 * contact, photos, delivery, messages and jobs as one statement. What it returns is committed.
 * @param input the submission as the channel produced it; parsed here against the one schema
 * @throws DomainError invalid_input with field errors, upload_unavailable, idempotency_conflict, forbidden
 */
export async function submitReport(
  actor: Actor,
  input: unknown,
  options: { channel: Submission['channel']; locale: Locale; idempotency: Idempotency },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<SubmittedReport> {
  assertActor(actor, 'public', 'provider', 'system');
  const now = deps.clock.now();
  const parsed = parseSubmission({ ...(input as object), channel: options.channel }, now);
  const facts = await reference();
  const fields = parsed.ok ? checkReferences(parsed.submission, facts, now) : parsed.errors;
  if (!parsed.ok || fields.length > 0) throw new DomainError('invalid_input', { fields });

  const { submission } = parsed;
  const jurisdictionCode = jurisdictionOfSubmission(submission);
  const requestHash = hashSubmission(submission);
  const { lng, lat } = submission;
  const [directory, grid] = await Promise.all([
    deskDirectory(jurisdictionCode),
    lng === undefined || lat === undefined ? null : gridAt({ lng, lat }),
  ]);
  for (;;) {
    const report = composeReport(submission, actor, {
      reference: facts,
      directory,
      grid,
      position: await nextNumberPosition(jurisdictionCode),
      idempotency: { ...options.idempotency, requestHash },
      locale: options.locale,
      now,
    });
    const outcome = await write(report);
    if (outcome === 'number taken') continue;
    metrics().submissions.inc({ channel: options.channel, outcome });
    if (outcome === 'known') return earlierReply(options.idempotency, requestHash);
    return {
      trackingNumber: report.trackingNumber,
      queryCode: report.queryCode,
      trackUrl: trackUrl(report.trackingNumber, options.locale),
      status: 'submitted',
      ...(report.danger ? { advice: emergencyAdvice(report.danger) } : {}),
    };
  }
}
