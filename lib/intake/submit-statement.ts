import { AUDIT_COLUMNS } from '@/lib/platform/audit';

/** Columns of a new ticket, in the order of their parameters. */
const TICKET_COLUMNS = [
  'jurisdiction_code',
  'id',
  'tracking_number',
  'query_code_cipher',
  'query_code_key_id',
  'query_code_hash',
  'channel',
  'locale',
  'request_type',
  'urgency',
  'emergency',
  'category_code',
  'category_source',
  'division_code',
  'street_code',
  'grid_id',
  'area_class',
  'address',
  'lng',
  'lat',
  'asset_code',
  'occurred_at',
  'description',
  'attributes',
  'keep_secret',
  'anonymous',
  'desk_code',
  'routing_reason',
  'deadline_rule_id',
  'due_at',
  'due_provisional',
  'submitted_at',
  'retention_class',
] as const;

const CASTS: Partial<Record<(typeof TICKET_COLUMNS)[number], string>> = {
  id: 'uuid',
  query_code_cipher: 'bytea',
  query_code_hash: 'bytea',
  emergency: 'text[]',
  lng: 'float8',
  lat: 'float8',
  occurred_at: 'timestamptz',
  attributes: 'jsonb',
  keep_secret: 'boolean',
  anonymous: 'boolean',
  due_at: 'timestamptz',
  due_provisional: 'boolean',
  submitted_at: 'timestamptz',
};

export type TicketColumns = Record<(typeof TICKET_COLUMNS)[number], unknown>;

/** Everything that one accepted report writes. Arrays hold one entry per row and may be empty. */
export interface SubmissionRows {
  scope: string;
  key: string;
  requestHash: Buffer;
  ticket: TicketColumns;
  eventId: string;
  /** Values in the order of AUDIT_COLUMNS. */
  audit: unknown[];
  reporter: {
    contactCipher: Buffer;
    contactKeyId: string;
    phoneIndex: Buffer | null;
    emailIndex: Buffer | null;
    retentionClass: string;
  } | null;
  delivery: { id: string; requestId: string | null } | null;
  messages: {
    id: string;
    channel: string;
    templateId: string;
    contentCipher: Buffer;
    contentKeyId: string;
    addressIndex: Buffer;
  }[];
  uploadIds: string[];
  jobs: { name: string; payload: string; jobKey: string | null }[];
}

class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, cast: string): string {
    this.values.push(value);
    return `$${this.values.length}::${cast}`;
  }
}

/**
 * One parameterised statement that writes the whole report or nothing: idempotency row, ticket, first event, audit
 * row, contact, delivery, photos, messages and jobs. Its text is the same for every report, so it is prepared once
 * (measured: seven times faster than the same inserts one by one).
 *
 * Returns one row {jobs} when the report is new and no row when the key was used before. A photo that is unknown,
 * expired or bound elsewhere makes the whole statement fail on a constraint of ticket_attachment. Jobs are added in
 * the FINAL select: a CTE that nobody reads is never run and reports no error. A job with a key (the wake of a desk) is
 * left out when the same one already waits: without that, reports to one desk queue for that job's row lock until each
 * other's commit. Should the waiting one start before we commit, the loop's tick finds our delivery within a second.
 */
export function submitStatement(rows: SubmissionRows): { text: string; values: unknown[] } {
  const p = new Parameters();
  const { ticket, reporter, delivery } = rows;
  const jurisdiction = p.add(ticket.jurisdiction_code, 'text');
  const ticketId = p.add(ticket.id, 'uuid');
  const at = p.add(ticket.submitted_at, 'timestamptz');
  const ticketValues = TICKET_COLUMNS.map((column) => p.add(ticket[column], CASTS[column] ?? 'text'));
  const auditCasts = ['text', 'uuid', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'jsonb'];
  const auditValues = rows.audit.map((value, index) => p.add(value, auditCasts[index]!));
  const each = <T>(items: T[], pick: (item: T) => unknown, cast: string) =>
    p.add(items.map(pick), `${cast}[]`);

  const text = `
WITH claimed AS (
  INSERT INTO idempotency_key (scope, key, request_hash, jurisdiction_code, ticket_id, created_at)
  VALUES (${p.add(rows.scope, 'text')}, ${p.add(rows.key, 'text')}, ${p.add(rows.requestHash, 'bytea')}, ${jurisdiction}, ${ticketId}, ${at})
  ON CONFLICT DO NOTHING RETURNING 1
), new_ticket AS (
  INSERT INTO ticket (${TICKET_COLUMNS.join(', ')}, status, updated_at)
  SELECT ${ticketValues.join(', ')}, 'submitted', ${at} FROM claimed
), new_event AS (
  INSERT INTO ticket_event (jurisdiction_code, ticket_id, id, at, recorded_at, type, status, is_public)
  SELECT ${jurisdiction}, ${ticketId}, ${p.add(rows.eventId, 'uuid')}, ${at}, ${at}, 'submitted', 'submitted', true FROM claimed
), new_audit AS (
  INSERT INTO audit_event (${AUDIT_COLUMNS}) SELECT ${auditValues.join(', ')} FROM claimed
), new_reporter AS (
  INSERT INTO reporter (jurisdiction_code, ticket_id, contact_cipher, contact_key_id, phone_index, email_index, retention_class)
  SELECT ${jurisdiction}, ${ticketId}, ${p.add(reporter?.contactCipher ?? null, 'bytea')}, ${p.add(reporter?.contactKeyId ?? null, 'text')},
         ${p.add(reporter?.phoneIndex ?? null, 'bytea')}, ${p.add(reporter?.emailIndex ?? null, 'bytea')}, ${p.add(reporter?.retentionClass ?? null, 'text')}
  FROM claimed WHERE ${p.add(reporter !== null, 'boolean')}
), new_delivery AS (
  INSERT INTO delivery (jurisdiction_code, id, ticket_id, desk_code, sequence, kind, next_attempt_at, created_at, request_id)
  SELECT ${jurisdiction}, ${p.add(delivery?.id ?? null, 'uuid')}, ${ticketId}, ${p.add(ticket.desk_code, 'text')}, 1, 'work_order', ${at}, ${at}, ${p.add(delivery?.requestId ?? null, 'text')}
  FROM claimed WHERE ${p.add(delivery !== null, 'boolean')}
), new_attachment AS (
  INSERT INTO ticket_attachment (jurisdiction_code, ticket_id, position, upload_id)
  SELECT ${jurisdiction}, ${ticketId}, u.position, u.id
  FROM claimed, unnest(${p.add(rows.uploadIds, 'text[]')}) WITH ORDINALITY AS u(id, position)
), new_message AS (
  INSERT INTO message (jurisdiction_code, id, ticket_id, channel, template_id, locale, content_cipher, content_key_id, address_index, created_at, updated_at)
  SELECT ${jurisdiction}, m.id, ${ticketId}, m.channel, m.template_id, ${p.add(ticket.locale, 'text')}, m.cipher, m.key_id, m.address_index, ${at}, ${at}
  FROM claimed, unnest(${each(rows.messages, (m) => m.id, 'uuid')}, ${each(rows.messages, (m) => m.channel, 'text')},
    ${each(rows.messages, (m) => m.templateId, 'text')}, ${each(rows.messages, (m) => m.contentCipher, 'bytea')},
    ${each(rows.messages, (m) => m.contentKeyId, 'text')}, ${each(rows.messages, (m) => m.addressIndex, 'bytea')})
    AS m(id, channel, template_id, cipher, key_id, address_index)
)
SELECT (SELECT count((graphile_worker.add_job(j.name, j.payload::json, job_key := j.job_key)).id)
        FROM unnest(${each(rows.jobs, (j) => j.name, 'text')}, ${each(rows.jobs, (j) => j.payload, 'text')}, ${each(rows.jobs, (j) => j.jobKey, 'text')})
          AS j(name, payload, job_key)
        WHERE j.job_key IS NULL OR NOT EXISTS (
          SELECT 1 FROM graphile_worker.jobs w
          WHERE w.key = j.job_key AND w.locked_at IS NULL AND w.run_at <= now()))::int AS jobs
FROM claimed`;
  return { text, values: p.values };
}
