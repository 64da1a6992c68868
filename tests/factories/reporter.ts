import { randomBytes } from 'node:crypto';
import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { signToken } from '@/lib/platform/crypto';
import { TrackProof } from '@/lib/tickets/track-proof';
import { buildTicket, type BuiltTicket } from './ticket';

/** Who holds the signed link. */
export const PUBLIC = { kind: 'public', address: '198.51.100.7' } as const;

/** The proof that the signed link of a ticket gives. */
export function proofOf(ticket: Pick<BuiltTicket, 'trackingNumber'>): TrackProof {
  return TrackProof.byLink(ticket.trackingNumber, signToken('track', ticket.trackingNumber));
}

/** The id of a form as the page makes it. */
export function newForm(): string {
  return randomBytes(16).toString('hex');
}

/** A clock that stands still. */
export const at = (now: Date) => ({ clock: { now: () => now } });

/** A cleaned photo that no report has named yet; equal `bytes` mean equal photos. */
export async function buildUpload(bytes = newForm()): Promise<string> {
  const id = newForm();
  await db().query(
    `INSERT INTO upload (id, storage_key, media_type, bytes, width, height, sha256, address_hash, expires_at)
     VALUES ($1::text, $1::text, 'image/jpeg', 10, 1, 1, sha256($2::text::bytea), '\\x00', now() + interval '1 day')`,
    [id, bytes],
  );
  return id;
}

/** One row of a ticket's timeline, as a desk's event leaves it. */
export async function addEvent(
  ticket: Pick<BuiltTicket, 'jurisdictionCode' | 'ticketId'>,
  event: { type: string; status?: string; text?: string; at?: Date; recordedAt?: Date },
): Promise<void> {
  const when = event.at ?? new Date();
  await db().query(
    `INSERT INTO ticket_event (jurisdiction_code, ticket_id, id, at, recorded_at, type, status, text, is_public)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true)`,
    [
      ticket.jurisdictionCode,
      ticket.ticketId,
      newId(when.getTime()),
      when,
      event.recordedAt ?? when,
      event.type,
      event.status ?? null,
      event.text ?? null,
    ],
  );
}

/** A ticket whose desk has taken the work order. */
export async function withDesk(overrides: Parameters<typeof buildTicket>[0] = {}): Promise<BuiltTicket> {
  const ticket = await buildTicket({ status: 'dispatched', deliveries: ['work_order'], ...overrides });
  await db().query(`UPDATE delivery SET state = 'sent' WHERE ticket_id = $1`, [ticket.ticketId]);
  return ticket;
}

/** What stands in the tables about a ticket after its reporter acted. */
export async function rowsOf(ticket: Pick<BuiltTicket, 'ticketId'>) {
  const read = async <R extends object>(text: string) => (await db().query<R>(text, [ticket.ticketId])).rows;
  const [state] = await read<{ status: string; due_at: Date | null; version: number }>(
    'SELECT status, due_at, version FROM ticket WHERE id = $1',
  );
  return {
    ...state,
    deliveries: await read<{ kind: string; state: string; sequence: number; text: string | null }>(
      'SELECT kind, state, sequence, text FROM delivery WHERE ticket_id = $1 ORDER BY sequence',
    ),
    events: await read<{ type: string; text: string | null; is_public: boolean }>(
      `SELECT type, text, is_public FROM ticket_event WHERE ticket_id = $1 AND type <> 'submitted' ORDER BY at, id`,
    ),
    audits: await read<{ action: string; actor_id: string }>(
      'SELECT action, actor_id FROM audit_event WHERE subject_id = $1::text',
    ),
  };
}
