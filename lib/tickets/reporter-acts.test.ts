import { describe, expect, it } from 'vitest';
import { openQuestions, possibleActs, refusalOf, type ActFacts } from './reporter-acts';
import { TICKET_STATUSES, type TicketStatus } from './status';

const now = new Date('2026-03-10T04:00:00Z');
const row = (type: string, at: string, more: Partial<ActFacts['timeline'][number]> = {}) => ({
  type,
  at,
  recordedAt: at,
  status: null,
  text: null,
  ...more,
});
const facts = (status: TicketStatus, ...timeline: ActFacts['timeline'][number][]): ActFacts => ({
  status,
  purgedAt: null,
  timeline,
});

describe('urging', () => {
  it('is possible once in a day of Shanghai, and again on the next', () => {
    // 23:59 on the 9th and 00:01 on the 10th in Shanghai.
    const late = row('urging', '2026-03-09T15:59:00Z');
    const early = row('urging', '2026-03-09T16:01:00Z');
    expect(refusalOf('urging', facts('handling', late), now)).toBeNull();
    expect(refusalOf('urging', facts('handling', early), now)).toBe('act_urged_today');
  });

  it.each(['closed', 'withdrawn', 'not_accepted', 'archived'] as const)('is over when %s', (status) => {
    expect(refusalOf('urging', facts(status), now)).toBe('act_not_open');
  });
});

describe('withdrawing', () => {
  it('is possible only before the matter is handled', () => {
    const possible = TICKET_STATUSES.filter((status) => refusalOf('withdrawal', facts(status), now) === null);
    expect(possible).toEqual([
      'submitted',
      'accepted',
      'verifying',
      'registered',
      'dispatched',
      'signed',
      'returned',
      'handling',
      'extension_requested',
      'suspended',
    ]);
  });
});

describe('reopening', () => {
  const closed = (recordedAt: string) =>
    row('checked', '2026-03-01T00:00:00Z', { status: 'closed', recordedAt });

  it('counts seven days from when the closing became known', () => {
    expect(refusalOf('reopen', facts('closed', closed('2026-03-03T04:00:00Z')), now)).toBeNull();
    expect(refusalOf('reopen', facts('closed', closed('2026-03-03T03:59:59Z')), now)).toBe('act_reopen_late');
  });

  it('is possible once', () => {
    const events = [row('reopened', '2026-03-05T00:00:00Z'), closed('2026-03-09T00:00:00Z')];
    expect(refusalOf('reopen', facts('closed', ...events), now)).toBe('act_reopened_before');
  });

  it('is not for a ticket that is open or was withdrawn', () => {
    for (const status of ['handling', 'withdrawn', 'not_accepted'] as const)
      expect(refusalOf('reopen', facts(status), now)).toBe('act_not_closed');
  });
});

describe('a question of the desk', () => {
  const asked = row('question', '2026-03-08T00:00:00Z', { text: '几号灯杆？' });
  const answered = row('answer', '2026-03-08T01:00:00Z');
  const askedAgain = row('question', '2026-03-09T00:00:00Z', { text: '哪一侧？' });

  it('is open until it is answered', () => {
    expect(openQuestions(facts('handling', asked))).toEqual([
      { at: '2026-03-08T00:00:00Z', text: '几号灯杆？' },
    ]);
    expect(openQuestions(facts('handling', asked, answered))).toEqual([]);
    expect(openQuestions(facts('handling', asked, answered, askedAgain)).map(({ text }) => text)).toEqual([
      '哪一侧？',
    ]);
    expect(refusalOf('answer', facts('handling', asked, answered), now)).toBe('act_no_question');
  });

  it('waits for nobody once the ticket has ended', () => {
    expect(refusalOf('answer', facts('withdrawn', asked), now)).toBe('act_no_question');
  });

  it('comes first among what can be done', () => {
    expect(possibleActs(facts('handling', asked), now)).toEqual([
      'answer',
      'addition',
      'urging',
      'withdrawal',
      'contact',
    ]);
    expect(possibleActs(facts('withdrawn'), now)).toEqual(['contact']);
  });
});
