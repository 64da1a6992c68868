import { expect, test } from 'vitest';
import type { RoutingRule } from './decide';
import { compareRouting, type TicketGroup } from './dry-run';

const desk = (code: string, active = true) => ({ code, active, nameZh: code, nameEn: code });
const rule = (id: string, categoryPattern: string, deskCode: string): RoutingRule => ({
  id,
  jurisdictionCode: '230100',
  priority: 100,
  categoryPattern,
  divisionPattern: '*',
  urgency: null,
  requestType: null,
  deskCode,
});
const group = (categoryCode: string | null, count: number, numbers: string[]): TicketGroup => ({
  categoryCode,
  divisionCode: '230102',
  urgency: 'normal',
  requestType: 'report',
  count,
  numbers,
});

const groups = [
  group('09015', 7, ['n1', 'n2']),
  group('09020', 3, ['n3']),
  group('01037', 40, ['n4']),
  group(null, 5, ['n5']),
];
const desks = [desk('city'), desk('market')];
const present = { desks, rules: [rule('all', '*', 'city'), rule('food', '09015', 'market')] };

// Counted by hand from the list above.
test('a wider rule takes what it names, and nothing else', () => {
  const proposed = { desks, rules: [...present.rules, rule('street', '09*', 'market')] };
  expect(compareRouting('230100', groups, present, proposed)).toEqual({
    tickets: 55,
    capped: false,
    moved: 3,
    withoutDesk: 0,
    moves: [{ categoryCode: '09020', from: 'city', to: 'market', count: 3 }],
    examples: [{ trackingNumber: 'n3', categoryCode: '09020', from: 'city', to: 'market' }],
  });
});

test('without the rule of last resort what no other names has no desk', () => {
  const proposed = { desks, rules: [rule('food', '09015', 'market')] };
  const found = compareRouting('230100', groups, present, proposed);
  expect([found.moved, found.withoutDesk]).toEqual([48, 48]);
  expect(found.moves).toEqual([
    { categoryCode: '01037', from: 'city', to: null, count: 40 },
    { categoryCode: null, from: 'city', to: null, count: 5 },
    { categoryCode: '09020', from: 'city', to: null, count: 3 },
  ]);
});

test('a desk that is switched off hands over to the next rule', () => {
  const proposed = { rules: present.rules, desks: [desk('city'), desk('market', false)] };
  expect(compareRouting('230100', groups, present, proposed)).toMatchObject({
    moved: 7,
    withoutDesk: 0,
    moves: [{ categoryCode: '09015', from: 'market', to: 'city', count: 7 }],
  });
});

test('at most twenty examples', () => {
  const many = Array.from({ length: 15 }, (_, index) => `a${index}`);
  const found = compareRouting('230100', [group('01037', 99, many), group('09015', 99, many)], present, {
    desks,
    rules: [],
  });
  expect([found.moved, found.withoutDesk, found.examples.length]).toEqual([198, 198, 20]);
});
