import { randomUUID } from 'node:crypto';
import { signedHeaders } from '@/lib/routing/desk-signature';
import type { PlannedRequest } from './load-plan';
import { sampleReport } from './sample-reports';

/** Work orders ready to be posted to the sandbox's desk by a plain client: the baseline of delivering. */
export function signedOrders(deskCode: string, count: number): PlannedRequest[] {
  const now = new Date();
  const key = { keyId: deskCode, secret: 'sandbox-desk-secret' };
  return Array.from({ length: count }, (_, index) => {
    const { description, categoryCode = '', divisionCode, address = '', lng, lat } = sampleReport(index);
    const body = JSON.stringify({
      deliveryId: randomUUID(),
      ticketNumber: `97${String(index).padStart(10, '0')}`,
      categoryCode,
      matterCode: `${divisionCode}${categoryCode}`,
      divisionCode,
      address,
      lng,
      lat,
      coordinateSystem: 'WGS-84',
      description,
      attributes: {},
      acceptedAt: now.toISOString(),
      urgency: 'normal',
      requestType: 'report',
      keepSecret: false,
      attachments: [],
    });
    return { path: '/city-desk/work-orders', body, headers: signedHeaders(key, body, now) };
  });
}
