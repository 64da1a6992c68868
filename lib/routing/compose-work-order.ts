import type { DeskTicket } from '@/lib/tickets/desk-view';
import type { DeskAccess } from './desk-access';
import type { WorkOrder } from './desk-schemas';

/** No code of the catalogue: the desk decides the category of a ticket that has none. All digits, so every desk takes it. */
const NOT_CATEGORISED = '00000';

/**
 * The work order of one delivery. Repetitions of a delivery have the same content as long as the ticket has: every time
 * in it comes from the ticket or the delivery.
 */
export function composeWorkOrder(
  ticket: DeskTicket,
  delivery: { id: string; createdAt: Date },
  desk: Pick<DeskAccess, 'digitsOnly' | 'categoryMap'>,
): WorkOrder {
  const categoryCode = ticket.categoryCode ?? NOT_CATEGORISED;
  const matter = desk.digitsOnly ? (desk.categoryMap[categoryCode] ?? categoryCode) : categoryCode;
  const attributes: WorkOrder['attributes'] = { ...ticket.attributes };
  if (ticket.assetCode) attributes.assetCode = ticket.assetCode;
  return {
    deliveryId: delivery.id,
    ticketNumber: ticket.trackingNumber,
    ...(ticket.upstreamNumber ? { upstreamNumber: ticket.upstreamNumber } : {}),
    categoryCode,
    matterCode: `${ticket.divisionCode}${matter}`,
    divisionCode: ticket.divisionCode,
    ...(ticket.streetCode ? { streetCode: ticket.streetCode } : {}),
    ...(ticket.gridId ? { gridId: ticket.gridId } : {}),
    address: ticket.address,
    ...(ticket.lng !== null && ticket.lat !== null
      ? { lng: ticket.lng, lat: ticket.lat, coordinateSystem: 'WGS-84' as const }
      : {}),
    description: ticket.description,
    attributes,
    ...(ticket.occurredAt ? { occurredAt: ticket.occurredAt.toISOString() } : {}),
    acceptedAt: (ticket.acceptedAt ?? delivery.createdAt).toISOString(),
    ...(ticket.dueAt ? { dueAt: ticket.dueAt.toISOString() } : {}),
    urgency: ticket.urgency as WorkOrder['urgency'],
    requestType: ticket.requestType as WorkOrder['requestType'],
    keepSecret: ticket.keepSecret,
    ...(ticket.reporter ? { reporter: ticket.reporter } : {}),
    attachments: ticket.attachments,
  };
}
