import { describe, expect, test } from 'vitest';
import { judge, type Evidence } from './judge';

const told = (trackingNumber: string) => ({ trackingNumber, queryCode: '123456', at: 0 });
const order = (ticketNumber: string, deliveryId = ticketNumber, received = 1) => ({
  ticketNumber,
  deliveryId,
  externalId: deliveryId,
  deskCode: 'city-230100',
  receivedAt: '2026-11-22T00:00:00Z',
  received,
  doubled: false,
});
const ticket = (key: string, number: string, status = 'dispatched') => ({
  key,
  number,
  status,
  deskCode: 'city-230100',
  submittedAt: new Date(5),
});

/** Two acknowledged reports, one given up that was kept and one that was not. */
function sound(changes: Partial<Evidence> = {}): Evidence {
  return {
    log: [
      { key: 'a', body: '', attempts: 1, sentAt: 1, acknowledged: told('1') },
      { key: 'b', body: '', attempts: 3, sentAt: 9, acknowledged: told('2') },
      { key: 'c', body: '', attempts: 1, sentAt: 1 },
      { key: 'd', body: '', attempts: 1, sentAt: 1 },
    ],
    tickets: [ticket('a', '1'), ticket('b', '2', 'signed'), ticket('c', '3')],
    orders: [order('1'), order('2', '2', 4), order('3')],
    ticketCount: 3,
    repeatedEvents: [],
    signed: new Set(['2']),
    strangeReplays: [],
    deskDoubled: 0,
    ...changes,
  };
}

describe('the judge of the crash drill', () => {
  test('finds nothing wrong with what may happen', () => {
    expect(judge(sound())).toEqual({
      acknowledged: 2,
      unacknowledged: { present: 1, absent: 1 },
      recovered: 1,
      repeated: 1,
      lost: 0,
      doubled: 0,
      faults: [],
    });
  });

  const { tickets, orders, log } = sound();
  test.each<[string, Partial<Evidence>]>([
    ['an acknowledged report that is not kept', { tickets: tickets.slice(1), ticketCount: 2 }],
    [
      'one that is kept under another number',
      { tickets: [ticket('a', '9'), ...tickets.slice(1)], orders: [...orders, order('9')] },
    ],
    ['one the desk never received', { orders: orders.slice(1) }],
    ['one that never left submitted', { tickets: [ticket('a', '1', 'submitted'), ...tickets.slice(1)] }],
    ['an event of the desk that was lost', { signed: new Set(['1', '2']) }],
    ['another answer to the same request', { strangeReplays: [log[0]!] }],
  ])('calls lost: %s', (_what, changes) => {
    expect(judge(sound(changes)).lost).toBeGreaterThan(0);
  });

  test.each<[string, Partial<Evidence>]>([
    [
      'two tickets of one key',
      { tickets: [...tickets, ticket('a', '4')], orders: [...orders, order('4')], ticketCount: 4 },
    ],
    ['two tickets of one number', { tickets: [...tickets, ticket('e', '1')], ticketCount: 4 }],
    ['two work orders of one ticket', { orders: [...orders, order('1', 'other')] }],
    ['a ticket that belongs to no key', { ticketCount: 4 }],
    ['an event that was applied twice', { repeatedEvents: ['1'] }],
    ['what the desk itself calls doubled', { deskDoubled: 1 }],
  ])('calls doubled: %s', (_what, changes) => {
    expect(judge(sound(changes)).doubled).toBeGreaterThan(0);
  });
});
