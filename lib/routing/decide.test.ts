import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type DeskSummary, type RoutingFacts, type RoutingRule } from './decide';

const rule = (id: string, deskCode: string, change: Partial<RoutingRule> = {}): RoutingRule => ({
  id,
  jurisdictionCode: '230100',
  priority: 100,
  categoryPattern: '*',
  divisionPattern: '*',
  urgency: null,
  requestType: null,
  deskCode,
  ...change,
});
const desks: DeskSummary[] = ['city', 'hotline', 'market', 'daoli', 'night'].map((code) => ({
  code,
  active: true,
}));
const rules = [
  rule('all', 'city'),
  rule('property', 'hotline', { categoryPattern: 'X2106' }),
  rule('property-later', 'city', { categoryPattern: 'X2106', priority: 200 }),
  rule('food', 'market', { categoryPattern: '09015' }),
  rule('street', 'market', { categoryPattern: '09*' }),
  rule('daoli', 'daoli', { divisionPattern: '230102' }),
  rule('critical', 'night', { urgency: 'critical' }),
  rule('enquiry', 'hotline', { requestType: 'enquiry' }),
  rule('elsewhere', 'city', { jurisdictionCode: '230200', categoryPattern: '01037' }),
];
const facts: RoutingFacts = {
  categoryCode: '01037',
  divisionCode: '230103',
  jurisdictionCode: '230100',
  urgency: 'normal',
  requestType: 'report',
};
const deskOf = (change: Partial<RoutingFacts>, list = desks) => decide({ ...facts, ...change }, rules, list);

describe('who handles a report', () => {
  it.each<[string, Partial<RoutingFacts>, string, string]>([
    ['the default', {}, 'city', 'all'],
    ['no category', { categoryCode: null }, 'city', 'all'],
    ['the exact code', { categoryCode: 'X2106' }, 'hotline', 'property'],
    ['the exact code before the prefix', { categoryCode: '09015' }, 'market', 'food'],
    ['the prefix', { categoryCode: '09006' }, 'market', 'street'],
    ['the division', { divisionCode: '230102' }, 'daoli', 'daoli'],
    [
      'the category before the division',
      { divisionCode: '230102', categoryCode: '09006' },
      'market',
      'street',
    ],
    ['the urgency', { urgency: 'critical' }, 'night', 'critical'],
    ['the request type', { requestType: 'enquiry' }, 'hotline', 'enquiry'],
  ])('%s', (_why, change, deskCode, id) => {
    expect(deskOf(change)).toEqual({ deskCode, reason: 'rule', rule: id, copies: [], triage: false });
  });

  it('takes the next rule when a desk is set aside', () => {
    const without = desks.filter(({ code }) => code !== 'hotline');
    expect(deskOf({ categoryCode: 'X2106' }, without)).toMatchObject({
      deskCode: 'city',
      reason: 'next_rule',
      rule: 'property-later',
    });
    const aside = desks.map((desk) => ({ ...desk, active: desk.code !== 'hotline' }));
    expect(deskOf({ categoryCode: 'X2106' }, aside).deskCode).toBe('city');
  });

  it('leaves it to triage, with the reason, when nobody fits', () => {
    const waiting = { deskCode: null, copies: [], triage: true };
    expect(deskOf({}, [])).toEqual({ ...waiting, reason: 'no_active_desk' });
    expect(deskOf({ jurisdictionCode: '230300', divisionCode: '230302' })).toEqual({
      ...waiting,
      reason: 'no_rule',
    });
    expect(deskOf({ aboutEnforcement: true })).toEqual({ ...waiting, reason: 'about_enforcement' });
  });

  it('does not depend on the order of rules and desks, and names a desk that receives or triage', () => {
    const any = fc.record({
      categoryCode: fc.constantFrom(null, '01037', '09006', '09015', 'X2106'),
      divisionCode: fc.constantFrom('230102', '230103', '230100'),
      urgency: fc.constantFrom('normal', 'urgent', 'critical'),
      requestType: fc.constantFrom('report', 'enquiry'),
    });
    const shuffled = fc.shuffledSubarray(rules, { minLength: rules.length });
    fc.assert(
      fc.property(any, shuffled, fc.shuffledSubarray(desks), (change, mixed, some) => {
        const decision = decide({ ...facts, ...change }, mixed, some);
        expect(decision).toEqual(
          decide(
            { ...facts, ...change },
            rules,
            desks.filter((desk) => some.includes(desk)),
          ),
        );
        expect(decision.triage).toBe(decision.deskCode === null);
        if (decision.deskCode) expect(some.map(({ code }) => code)).toContain(decision.deskCode);
      }),
    );
  });
});
