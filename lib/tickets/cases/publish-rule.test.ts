import { expect, test } from 'vitest';
import { TICKET_STATUSES } from '../status';
import { isPublic } from './publish-rule';

const report = { status: 'dispatched', requestType: 'report', categoryCode: '01002', keepSecret: false };

test('a report is public from its acceptance on, and in no state before or beside', () => {
  const shown = TICKET_STATUSES.filter((status) => isPublic({ ...report, status }));
  expect(TICKET_STATUSES.filter((status) => !shown.includes(status))).toEqual([
    'draft',
    'submitted',
    'not_accepted',
    'transferred_110',
    'withdrawn',
  ]);
});

test.each([
  ['a complaint', { requestType: 'complaint' }],
  ['an enquiry', { requestType: 'enquiry' }],
  ['praise', { requestType: 'praise' }],
  ['a suggestion', { requestType: 'suggestion' }],
  ['what must be kept secret', { keepSecret: true }],
  ['what nobody has classified', { categoryCode: null }],
])('%s is never public', (_name, difference) => {
  expect(isPublic({ ...report, ...difference })).toBe(false);
});
