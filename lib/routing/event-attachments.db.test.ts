import { beforeAll, expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { receiveUpdate } from './receive-update';
import { settleReceived } from './settle-delivery';

const database = useDatabase();
const DESK = 'city-230100';
const actor = { kind: 'desk' as const, deskCode: DESK, jurisdictionCode: '230100' };
const photo = (name: string) => ({
  url: `https://desk.example.cn/${name}.jpg`,
  sha256: 'ab'.repeat(32),
  mediaType: 'image/jpeg',
});

beforeAll(() => buildDesk());

test('what a desk attaches stands with its timeline row; with a return it is for staff', async () => {
  const now = new Date();
  const before = new Date(now.getTime() - 60_000);
  const ticket = await buildTicket({ deliveries: ['work_order'], submittedAt: before });
  const delivery = {
    ...ticket,
    id: ticket.deliveryIds[0]!,
    deskCode: DESK,
    sequence: 1,
    kind: 'work_order',
    createdAt: before,
  };
  await transaction((tx) => settleReceived(tx, delivery, { externalId: 'CG-1', receivedAt: before }, before));
  const say = (type: string, ms: number, attachments: unknown[]) =>
    receiveUpdate(actor, {
      eventId: newId(),
      externalId: 'CG-1',
      ticketNumber: ticket.trackingNumber,
      type,
      at: new Date(before.getTime() + ms).toISOString(),
      ...(type === 'returned' ? { reasonCode: 'not_ours' } : {}),
      attachments,
    });
  await say('handling', 2000, [photo('a'), photo('b')]);
  await say('returned', 3000, [photo('c')]);
  const rows = await database.query(
    `SELECT type, is_public, attachments FROM ticket_event WHERE ticket_id = $1 AND attachments IS NOT NULL ORDER BY at, id`,
    [ticket.ticketId],
  );
  expect(rows).toEqual([
    { type: 'handling', is_public: true, attachments: [photo('a'), photo('b')] },
    { type: 'returned', is_public: false, attachments: [photo('c')] },
  ]);
});
