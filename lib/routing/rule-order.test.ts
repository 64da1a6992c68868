import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decide, type DeskSummary, type RoutingRule } from './decide';
import { placeRules } from './rule-order';

const rule = (id: string, change: Partial<RoutingRule> = {}): RoutingRule => ({
  id,
  jurisdictionCode: '230100',
  priority: 100,
  categoryPattern: '*',
  divisionPattern: '*',
  urgency: null,
  requestType: null,
  deskCode: 'city',
  ...change,
});
const desks: DeskSummary[] = [
  { code: 'city', active: true },
  { code: 'market', active: true },
  { code: 'gone', active: false },
];
const placed = (...rules: RoutingRule[]) =>
  placeRules(rules, desks).map(({ rule: { id }, ...place }) => ({ id, ...place }));

describe('rules in the order they are tried', () => {
  it('stands as deciding takes them: category, division, conditions, priority', () => {
    const rules = [
      rule('all'),
      rule('urgent', { urgency: 'urgent' }),
      rule('daoli', { divisionPattern: '230102' }),
      rule('late', { categoryPattern: '09015', priority: 200 }),
      rule('food', { categoryPattern: '09015' }),
      rule('street', { categoryPattern: '09*' }),
    ];
    expect(placed(...rules).map(({ id, wins }) => [id, wins?.over, wins?.by])).toEqual([
      ['food', 'late', 'priority'],
      ['late', 'street', 'category'],
      ['street', 'daoli', 'category'],
      ['daoli', 'urgent', 'division'],
      ['urgent', 'all', 'conditions'],
      ['all', undefined, undefined],
    ]);
  });

  it('marks what never decides, what leads to a desk set aside, and the last resort', () => {
    const found = placed(
      rule('all', { priority: 1000 }),
      rule('second', { categoryPattern: '09*', priority: 2 }),
      rule('first', { categoryPattern: '09*', priority: 1 }),
      rule('off', { categoryPattern: '01*', deskCode: 'gone', priority: 1 }),
      rule('instead', { categoryPattern: '01*', priority: 2 }),
    );
    expect(
      found.filter(({ shadowedBy }) => shadowedBy).map(({ id, shadowedBy }) => [id, shadowedBy]),
    ).toEqual([['second', 'first']]);
    expect(found.filter(({ deskOff }) => deskOff).map(({ id }) => id)).toEqual(['off']);
    expect(found.filter(({ lastResort }) => lastResort).map(({ id }) => id)).toEqual(['all']);
  });

  it('offers another place only where nothing but the numbers decides', () => {
    const found = placed(
      rule('a', { categoryPattern: '09*', urgency: 'urgent', priority: 5 }),
      rule('b', { categoryPattern: '09*', requestType: 'help', priority: 5 }),
      rule('c', { categoryPattern: '08*', urgency: 'urgent', priority: 5 }),
      rule('all'),
    );
    expect(found.map(({ id, moves }) => [id, moves.up, moves.down])).toEqual([
      ['a', null, 6],
      ['b', 4, null],
      ['c', null, null],
      ['all', null, null],
    ]);
  });
});

test('the first placed rule that fits and whose desk is on is the one that decides; a shadowed one never is', () => {
  const any = fc
    .array(
      fc.record({
        priority: fc.integer({ min: 1, max: 3 }),
        categoryPattern: fc.constantFrom('*', '0*', '09*', '09015', '01037'),
        divisionPattern: fc.constantFrom('*', '2301*', '230102'),
        urgency: fc.constantFrom(null, 'urgent'),
        requestType: fc.constantFrom(null, 'help'),
        deskCode: fc.constantFrom('city', 'market', 'gone'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((rules) => rules.map((given, index) => rule(`r${index}`, given)));
  const facts = fc.record({
    jurisdictionCode: fc.constant('230100'),
    categoryCode: fc.constantFrom(null, '09015', '09020', '01037'),
    divisionCode: fc.constantFrom('230102', '230103'),
    urgency: fc.constantFrom('normal', 'urgent'),
    requestType: fc.constantFrom('help', 'report'),
  });
  const fits = (pattern: string, code: string) =>
    pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code;
  fc.assert(
    fc.property(any, facts, (rules, report) => {
      const places = placeRules(rules, desks);
      const first = places.find(
        ({ rule: of, deskOff }) =>
          !deskOff &&
          fits(of.categoryPattern, report.categoryCode ?? '') &&
          fits(of.divisionPattern, report.divisionCode) &&
          (of.urgency ?? report.urgency) === report.urgency &&
          (of.requestType ?? report.requestType) === report.requestType,
      );
      const decided = decide(report, rules, desks);
      expect(decided.rule).toBe(first?.rule.id);
      expect(places.find(({ rule: of }) => of.id === decided.rule)?.shadowedBy ?? null).toBeNull();
    }),
  );
});
