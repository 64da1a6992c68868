import { randomBytes, randomUUID } from 'node:crypto';
import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { storage } from '@/lib/platform/storage';
import { buildMessage, newPhone } from './message';
import { addEvent, buildUpload } from './reporter';
import { buildTicket, type BuiltTicket } from './ticket';

export const NOW = new Date();
/** So many days before now, and some milliseconds. */
export const ago = (days: number, ms = 0) => new Date(NOW.getTime() - days * 86_400_000 + ms);
const query = async <R extends object>(text: string, values: unknown[] = []) =>
  (await db().query<R>(text, values)).rows;
const isThere = async (text: string, ...values: unknown[]) => (await query(text, values)).length > 0;

/** A ticket that came to its end at a moment, with everything personal a ticket can have. */
export async function endedTicket(when: Date, status = 'closed'): Promise<BuiltTicket & { photo: string }> {
  const ticket = await buildTicket({
    status,
    submittedAt: when,
    lng: 126.612_345,
    lat: 45.771_234,
    contact: { name: '王秀兰', phone: newPhone() },
    attributes: { lamp_extent: 'one' },
    deliveries: ['work_order', 'addition'],
  });
  const { jurisdictionCode, ticketId } = ticket;
  await query(`UPDATE delivery SET state = 'sent' WHERE ticket_id = $1`, [ticketId]);
  await addEvent(ticket, { type: 'addition', text: '我住三单元', at: when });
  await buildMessage({ jurisdictionCode, ticketId });
  await query(`UPDATE message SET state = 'sent' WHERE ticket_id = $1`, [ticketId]);
  const photo = await buildUpload();
  await storage().put(photo, Buffer.from('picture'));
  await query(
    `INSERT INTO ticket_attachment (jurisdiction_code, ticket_id, position, upload_id) VALUES ($1, $2, 1, $3)`,
    [jurisdictionCode, ticketId, photo],
  );
  return { ...ticket, photo };
}

/** What is left of the personal parts of a ticket. */
export async function wordsOf(ticket: BuiltTicket) {
  const [row] = await query<{ description: string; purged_at: Date | null } & Record<string, unknown>>(
    `SELECT description, address, attributes, lng, lat, purged_at,
       (SELECT count(*)::int FROM ticket_event WHERE ticket_id = t.id AND text IS NOT NULL) AS texts,
       (SELECT count(*)::int FROM delivery WHERE ticket_id = t.id AND text IS NOT NULL) AS told,
       (SELECT count(*)::int FROM reporter WHERE ticket_id = t.id) AS contacts,
       (SELECT count(*)::int FROM message WHERE ticket_id = t.id) AS messages,
       (SELECT count(*)::int FROM ticket_attachment WHERE ticket_id = t.id) AS photos
     FROM ticket t WHERE id = $1`,
    [ticket.ticketId],
  );
  return row;
}

export const WHOLE = { description: '污水井盖破损', texts: 1, told: 1, contacts: 1, messages: 1, photos: 1 };
export const ERASED = {
  description: '',
  address: null,
  attributes: {},
  lng: 126.612,
  lat: 45.771,
  texts: 0,
  told: 0,
  contacts: 0,
  messages: 0,
  photos: 0,
};

/** A row of each class whose time began at a moment, and how to see whether it is still there. */
interface Sample {
  /** Days as seeded. */
  days: number;
  make(since: Date): Promise<() => Promise<boolean>>;
}

const byId =
  (days: number, table: string, key: string, insert: (id: string, since: Date) => Promise<unknown>) =>
  (): Sample => ({
    days,
    async make(since) {
      const id = randomUUID();
      await insert(id, since);
      return () => isThere(`SELECT 1 FROM ${table} WHERE ${key}::text = $1`, id);
    },
  });
const insert = (table: string, row: Record<string, unknown>) =>
  query(
    `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
      .map((_, index) => `$${index + 1}`)
      .join(', ')})`,
    Object.values(row),
  );
const NOTHING = Buffer.from([0]);
const hex = (id: string) => id.replaceAll('-', '');

export const SAMPLES: Record<string, () => Sample> = {
  message: byId(180, 'message', 'ticket_id', async (id, since) => buildMessage({ ticketId: id, now: since })),
  'one-time-code': byId(1, 'one_time_code', 'id', (id, since) =>
    insert('one_time_code', {
      id,
      contact_kind: 'phone',
      contact_index: NOTHING,
      content_cipher: NOTHING,
      content_key_id: 'k1',
      code_hash: NOTHING,
      locale: 'zh-CN',
      created_at: since,
      expires_at: since,
    }),
  ),
  'citizen-session': byId(1, 'citizen_session', `encode(id_hash, 'escape')`, (id, since) =>
    insert('citizen_session', {
      id_hash: Buffer.from(id),
      contact_kind: 'phone',
      contact_index: NOTHING,
      created_at: since,
      last_seen_at: since,
    }),
  ),
  'web-draft': byId(0, 'web_draft', 'id::text::uuid', (id, since) =>
    insert('web_draft', { id: hex(id), cipher: NOTHING, key_id: 'k1', expires_at: since }),
  ),
  'track-form': byId(0, 'track_form', 'id::text::uuid', (id, since) =>
    insert('track_form', { id: hex(id), cipher: NOTHING, key_id: 'k1', expires_at: since }),
  ),
  'idempotency-key': byId(90, 'idempotency_key', 'key', (id, since) =>
    insert('idempotency_key', {
      scope: 'test',
      key: id,
      request_hash: NOTHING,
      jurisdiction_code: '230100',
      ticket_id: id,
      created_at: since,
    }),
  ),
  'case-flag': byId(365, 'case_flag', 'id', (id, since) =>
    insert('case_flag', {
      jurisdiction_code: '230100',
      id,
      ticket_id: id,
      reason: 'personal',
      address_hash: NOTHING,
      created_at: since,
    }),
  ),
  'provider-event': byId(30, 'provider_event', 'event_id', (id, since) =>
    insert('provider_event', { provider: 'twilio', event_id: id, received_at: since }),
  ),
  'reporter-reveal': byId(1095, 'reporter_reveal', 'id', (id, since) =>
    insert('reporter_reveal', {
      jurisdiction_code: '230100',
      id,
      ticket_id: id,
      account_id: id,
      at: since,
      reason: 'call-back',
      text: 'x',
    }),
  ),
  'purge-report': byId(1095, 'purge_report', 'run_id', (id, since) =>
    insert('purge_report', {
      run_id: id,
      class_code: 'ticket',
      at: since,
      days: 1,
      purged: 0,
      overdue_left: 0,
      held_left: 0,
      duration_ms: 1,
    }),
  ),
  upload: () => ({
    days: 0,
    async make(since) {
      const id = await buildUpload();
      await query('UPDATE upload SET expires_at = $2 WHERE id = $1', [id, since]);
      return () => isThere('SELECT 1 FROM upload WHERE id = $1', id);
    },
  }),
  ...Object.fromEntries(
    [
      ['staff-sign-in', 0, 'staff_sign_in', 'expires_at'] as const,
      ['staff-session', 30, 'staff_session', 'absolute_end'] as const,
      ['staff-invitation', 30, 'staff_invitation', 'expires_at'] as const,
    ].map(([code, days, table, column]) => [
      code,
      byId(days, table, 'account_id', async (id, since) => {
        await insert('staff_account', {
          id,
          login: `s${hex(id)}`,
          display_name: 'x',
          created_at: since,
          updated_at: since,
        });
        await insert(table, {
          ...(table === 'staff_sign_in'
            ? { secret_hash: randomBytes(8) }
            : table === 'staff_session'
              ? {
                  id,
                  secret_hash: randomBytes(8),
                  method: 'password',
                  device: 'x',
                  created_at: since,
                  last_seen_at: since,
                  authenticated_at: since,
                }
              : {
                  id,
                  token_hash: randomBytes(8),
                  totp_cipher: NOTHING,
                  totp_key_id: 'k1',
                  created_at: since,
                }),
          account_id: id,
          [column]: since,
        });
      }),
    ]),
  ),
  ...Object.fromEntries(
    (
      [
        ['contact', 365, (row) => row.contacts === 1],
        ['photo', 365, (row) => row.photos === 1],
        ['ticket', 1095, (row) => row.description !== ''],
      ] as [string, number, (row: Record<string, unknown>) => boolean][]
    ).map(([code, days, left]) => [
      code,
      () => ({
        days,
        async make(since: Date) {
          const ticket = await endedTicket(since);
          return async () => left({ ...(await wordsOf(ticket)) });
        },
      }),
    ]),
  ),
  'erasure-wish': () => ({
    days: 0,
    async make(since) {
      const ticket = await endedTicket(since);
      await insert('erasure_wish', {
        jurisdiction_code: ticket.jurisdictionCode,
        ticket_id: ticket.ticketId,
        asked_at: ago(5000),
      });
      return () => isThere('SELECT 1 FROM erasure_wish WHERE ticket_id = $1', ticket.ticketId);
    },
  }),
  follower: () => ({
    days: 30,
    async make(since) {
      const ticket = await endedTicket(since);
      const id = newId();
      await insert('case_follower', {
        jurisdiction_code: ticket.jurisdictionCode,
        id,
        ticket_id: ticket.ticketId,
        person_hash: randomBytes(8),
        locale: 'zh-CN',
        created_at: since,
        retention_class: 'follower',
      });
      return () => isThere('SELECT 1 FROM case_follower WHERE id = $1 AND person_hash IS NOT NULL', id);
    },
  }),
};
