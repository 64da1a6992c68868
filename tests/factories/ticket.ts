import { blindIndex, seal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { queryCodeHash } from '@/lib/tickets/query-code';
import { dammDigit } from '@/lib/tickets/tracking-number';

let count = 0;

interface TicketOverrides {
  jurisdictionCode?: string;
  status?: string;
  requestType?: string;
  deskCode?: string | null;
  submittedAt?: Date;
  categoryCode?: string | null;
  address?: string | null;
  lng?: number | null;
  lat?: number | null;
  keepSecret?: boolean;
  contact?: { name?: string; phone?: string; email?: string };
  attributes?: Record<string, unknown>;
  assetCode?: string | null;
  /** Deliveries to the desk, in order; none by default. */
  deliveries?: string[];
}

export interface BuiltTicket {
  jurisdictionCode: string;
  ticketId: string;
  trackingNumber: string;
  queryCode: string;
  deliveryIds: string[];
}

/** A ticket as intake writes it, written straight into the tables; query code 246810. */
export async function buildTicket(overrides: TicketOverrides = {}): Promise<BuiltTicket> {
  const ticket = {
    jurisdictionCode: '230100',
    status: 'submitted',
    requestType: 'complaint',
    deskCode: 'city-230100' as string | null,
    submittedAt: new Date(),
    categoryCode: '01002' as string | null,
    address: '道里区中央大街 73 号门前' as string | null,
    lng: null as number | null,
    lat: null as number | null,
    keepSecret: false,
    attributes: {},
    assetCode: null as string | null,
    deliveries: [] as string[],
    ...overrides,
  };
  const ticketId = newId(ticket.submittedAt.getTime());
  const digits = `${ticket.jurisdictionCode.slice(2, 4)}${String(++count).padStart(9, '0')}`;
  const trackingNumber = `${digits}${dammDigit(digits)}`;
  const queryCode = '246810';
  const code = seal(queryCode, `query-code:${ticketId}`);
  const { jurisdictionCode, submittedAt } = ticket;
  await db().query(
    `INSERT INTO ticket (jurisdiction_code, id, tracking_number, query_code_cipher, query_code_key_id, query_code_hash,
       status, channel, locale, request_type, urgency, emergency, category_code, category_source, division_code, address,
       lng, lat, asset_code, description, attributes, keep_secret, anonymous, desk_code, routing_reason, submitted_at,
       updated_at, retention_class)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'web', 'zh-CN', $18, 'normal', '{}', $8, 'person', '230102', $9,
       $10, $11, $12, '污水井盖破损', $13, $14, $15, $16, 'rule', $17, $17, 'ticket')`,
    [
      jurisdictionCode,
      ticketId,
      trackingNumber,
      code.cipher,
      code.keyId,
      queryCodeHash(trackingNumber, queryCode),
      ticket.status,
      ticket.categoryCode,
      ticket.address,
      ticket.lng,
      ticket.lat,
      ticket.assetCode,
      JSON.stringify(ticket.attributes),
      ticket.keepSecret,
      !ticket.contact,
      ticket.deskCode,
      submittedAt,
      ticket.requestType,
    ],
  );
  await db().query(
    `INSERT INTO ticket_event (jurisdiction_code, ticket_id, id, at, type, status, is_public)
     VALUES ($1, $2, $3, $4, 'submitted', 'submitted', true)`,
    [jurisdictionCode, ticketId, newId(submittedAt.getTime()), submittedAt],
  );
  if (ticket.contact) await buildReporter(jurisdictionCode, ticketId, ticket.contact);
  const deliveryIds = [];
  for (const kind of ticket.deliveries)
    deliveryIds.push(
      await addDelivery({ jurisdictionCode, ticketId, deskCode: ticket.deskCode!, kind, at: submittedAt }),
    );
  return { jurisdictionCode, ticketId, trackingNumber, queryCode, deliveryIds };
}

async function buildReporter(
  jurisdictionCode: string,
  ticketId: string,
  contact: { name?: string; phone?: string; email?: string },
): Promise<void> {
  const sealed = seal(JSON.stringify(contact), `reporter:${ticketId}`);
  await db().query(
    `INSERT INTO reporter (jurisdiction_code, ticket_id, contact_cipher, contact_key_id, phone_index, email_index, retention_class)
     VALUES ($1, $2, $3, $4, $5, $6, 'contact')`,
    [
      jurisdictionCode,
      ticketId,
      sealed.cipher,
      sealed.keyId,
      contact.phone ? blindIndex('phone', contact.phone) : null,
      contact.email ? blindIndex('email', contact.email) : null,
    ],
  );
}

/** The next delivery of a ticket to a desk, due at once. */
export async function addDelivery(delivery: {
  jurisdictionCode: string;
  ticketId: string;
  deskCode: string;
  kind: string;
  at?: Date;
}): Promise<string> {
  const at = delivery.at ?? new Date();
  const id = newId(at.getTime());
  await db().query(
    `INSERT INTO delivery (jurisdiction_code, id, ticket_id, desk_code, sequence, kind, text, next_attempt_at, created_at)
     SELECT $1, $2, $3, $4, COALESCE(max(sequence), 0) + 1, $5, $6, $7, $7 FROM delivery
     WHERE jurisdiction_code = $1 AND ticket_id = $3 AND desk_code = $4`,
    [
      delivery.jurisdictionCode,
      id,
      delivery.ticketId,
      delivery.deskCode,
      delivery.kind,
      delivery.kind === 'work_order' ? null : `补充 ${id}`,
      at,
    ],
  );
  return id;
}
