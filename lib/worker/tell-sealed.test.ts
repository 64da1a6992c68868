import { expect, test } from 'vitest';
import { changesOf } from './tell-sealed';

const row = (jurisdictionCode: string, subjectKind: string, subjectId: string, action: string) => ({
  jurisdictionCode,
  subjectKind,
  subjectId,
  action,
});

test('many rows are one change for each topic and prefecture, and each row and act is named once', () => {
  expect(
    changesOf([
      row('230100', 'ticket', 'a', 'submit-report'),
      row('230100', 'ticket', 'b', 'submit-report'),
      row('230600', 'ticket', 'c', 'ticket.closed'),
      row('230100', 'ticket', 'a', 'ticket.received_by_desk'),
      row('230100', 'delivery', 'd', 'delivery.dead'),
    ]),
  ).toEqual([
    {
      topic: 'tickets',
      places: ['230100'],
      ids: ['a', 'b'],
      acts: ['submit-report', 'ticket.received_by_desk'],
    },
    { topic: 'tickets', places: ['230600'], ids: ['c'], acts: ['ticket.closed'] },
    { topic: 'deliveries', places: ['230100'], ids: ['d'], acts: ['delivery.dead'] },
  ]);
});

test('what has no topic is told to nobody', () => {
  expect(
    changesOf([
      row('000000', 'staff-session', 'a', 'staff-session.end'),
      row('000000', 'constructor', 'b', 'x'),
    ]),
  ).toEqual([]);
});
