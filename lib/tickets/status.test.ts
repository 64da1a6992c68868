import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvent,
  DESK_EVENT_TYPES,
  isFinal,
  isOpen,
  nextStep,
  TICKET_EVENT_TYPES,
  TICKET_STATUSES,
  type DeskEventType,
  type TicketEventType,
  type TicketStatus,
} from './status';
import { STATUS_WORDS } from './status-words';

const anyEvent = fc.constantFrom<TicketEventType>(...TICKET_EVENT_TYPES);
const anyDeskEvent = fc.constantFrom<DeskEventType>(...DESK_EVENT_TYPES);
const anyStatus = fc.constantFrom<TicketStatus>(...TICKET_STATUSES);

function run(start: TicketStatus, events: readonly TicketEventType[]): TicketStatus {
  return events.reduce<TicketStatus>((status, event) => {
    const result = applyEvent(status, event);
    return result.kind === 'moved' ? result.status : status;
  }, start);
}

describe('the life of a ticket', () => {
  it('walks the ordinary road, naming every public milestone', () => {
    expect(applyEvent('draft', 'submitted')).toEqual({ kind: 'moved', status: 'submitted' });
    expect(applyEvent('submitted', 'received_by_desk')).toEqual({
      kind: 'moved',
      status: 'dispatched',
      via: ['accepted', 'registered'],
    });
    expect(applyEvent('dispatched', 'signed')).toEqual({ kind: 'moved', status: 'signed' });
    expect(applyEvent('signed', 'handling')).toEqual({ kind: 'moved', status: 'handling' });
    expect(applyEvent('handling', 'handled')).toEqual({
      kind: 'moved',
      status: 'checking',
      via: ['handled'],
    });
    expect(applyEvent('checking', 'checked')).toEqual({ kind: 'moved', status: 'closed' });
    expect(applyEvent('closed', 'callback')).toEqual({ kind: 'moved', status: 'callback' });
    expect(applyEvent('callback', 'archived')).toEqual({ kind: 'moved', status: 'archived' });
  });

  it('names only the milestones that were still missing', () => {
    expect(applyEvent('submitted', 'registered')).toMatchObject({ via: ['accepted'] });
    expect(applyEvent('accepted', 'received_by_desk')).toMatchObject({ via: ['registered'] });
    expect(applyEvent('registered', 'received_by_desk')).toEqual({
      kind: 'moved',
      status: 'dispatched',
    });
    expect(applyEvent('returned', 'received_by_desk')).toEqual({ kind: 'moved', status: 'dispatched' });
    expect(applyEvent('reopened', 'received_by_desk')).toEqual({ kind: 'moved', status: 'dispatched' });
    expect(applyEvent('submitted', 'not_accepted')).toEqual({ kind: 'moved', status: 'not_accepted' });
    expect(applyEvent('submitted', 'withdrawn')).toEqual({ kind: 'moved', status: 'withdrawn' });
  });

  it.each<[TicketStatus, TicketEventType, TicketStatus, TicketStatus[] | undefined]>([
    ['dispatched', 'handling', 'handling', undefined],
    ['signed', 'closed', 'closed', undefined],
    ['handling', 'closed', 'closed', undefined],
    ['submitted', 'signed', 'signed', ['accepted', 'registered', 'dispatched']],
    ['submitted', 'closed', 'closed', ['accepted', 'registered', 'dispatched']],
    ['submitted', 'handled', 'checking', ['accepted', 'registered', 'dispatched', 'handled']],
    ['suspended', 'handled', 'checking', ['handled']],
  ])('jumps forward: %s + %s -> %s', (from, event, to, via) => {
    const result = applyEvent(from, event);
    expect(result).toMatchObject({ kind: 'moved', status: to });
    expect(result.kind === 'moved' ? result.via : 'not moved').toEqual(via);
  });

  it.each<[TicketStatus, TicketEventType, TicketStatus]>([
    ['handling', 'suspended', 'suspended'],
    ['suspended', 'resumed', 'handling'],
    ['handling', 'extension_requested', 'extension_requested'],
    ['extension_requested', 'extension_decided', 'handling'],
    ['extension_requested', 'handling', 'handling'],
    ['signed', 'returned', 'returned'],
    ['returned', 'dispatched', 'dispatched'],
    ['checking', 'rework', 'rework'],
    ['closed', 'rework', 'rework'],
    ['archived', 'rework', 'rework'],
    ['rework', 'handling', 'handling'],
    ['rework', 'closed', 'closed'],
    ['closed', 'reopened', 'reopened'],
    ['callback', 'reopened', 'reopened'],
    ['archived', 'reopened', 'reopened'],
    ['handling', 'transferred_110', 'transferred_110'],
    ['transferred_110', 'accepted', 'accepted'],
    ['transferred_110', 'closed', 'closed'],
    ['reopened', 'signed', 'signed'],
    ['reopened', 'handling', 'handling'],
    ['reopened', 'rework', 'rework'],
    ['reopened', 'returned', 'returned'],
    ['reopened', 'dispatched', 'dispatched'],
  ])('moves %s + %s -> %s', (from, event, to) => {
    expect(applyEvent(from, event)).toMatchObject({ kind: 'moved', status: to });
  });

  it.each<[TicketStatus, TicketEventType, boolean]>([
    ['closed', 'closed', true],
    ['closed', 'checked', true],
    ['archived', 'closed', true],
    ['closed', 'signed', false],
    ['closed', 'handled', false],
    ['archived', 'returned', false],
    ['withdrawn', 'handled', false],
    ['withdrawn', 'rework', false],
    ['not_accepted', 'closed', false],
    ['handling', 'signed', false],
    ['handling', 'handling', true],
    ['handling', 'question', false],
    ['submitted', 'message', false],
    ['suspended', 'signed', false],
    ['checking', 'handling', false],
    ['transferred_110', 'received_by_desk', false],
    ['reopened', 'closed', false],
    ['reopened', 'checked', false],
    ['reopened', 'handled', false],
    ['reopened', 'suspended', false],
    ['returned', 'closed', false],
    ['returned', 'handling', false],
    ['returned', 'returned', true],
  ])('only notes %s + %s', (from, event, confirms) => {
    expect(applyEvent(from, event)).toEqual({ kind: 'noted', confirms });
  });

  it.each<[TicketStatus, TicketEventType, string]>([
    ['checking', 'withdrawn', 'already_handled'],
    ['rework', 'withdrawn', 'already_handled'],
    ['archived', 'withdrawn', 'already_final'],
    ['handling', 'reopened', 'not_closed'],
    ['withdrawn', 'reopened', 'already_final'],
    ['handling', 'callback', 'not_closed'],
    ['signed', 'archived', 'not_closed'],
    ['handling', 'not_accepted', 'already_with_desk'],
    ['handling', 'dispatched', 'already_with_desk'],
    ['draft', 'signed', 'not_submitted'],
    ['draft', 'withdrawn', 'not_submitted'],
    ['closed', 'accepted', 'not_possible_now'],
  ])('refuses %s + %s: %s', (from, event, reason) => {
    expect(applyEvent(from, event)).toEqual({ kind: 'refused', reason });
  });

  it('never refuses what a desk says about a submitted ticket', () => {
    for (const status of TICKET_STATUSES.filter((s) => s !== 'draft')) {
      for (const event of DESK_EVENT_TYPES) expect(applyEvent(status, event).kind).not.toBe('refused');
    }
  });
});

describe('every ticket has a next step', () => {
  it('in all states but the final ones, with and without a desk', () => {
    const without = TICKET_STATUSES.filter((status) => nextStep(status) === null);
    expect(without).toEqual(['not_accepted', 'archived', 'withdrawn']);
    for (const status of TICKET_STATUSES) {
      expect(isFinal(status)).toBe(nextStep(status) === null);
      expect(isFinal(status)).toBe(nextStep(status, false) === null);
      if (isFinal(status)) expect(isOpen(status)).toBe(false);
    }
    expect(nextStep('submitted', false)).toBe('triage');
    expect(nextStep('handling', false)).toBe('desk');
  });

  it('and whoever must act has an event that moves it on', () => {
    const moves: Record<string, TicketEventType[]> = {
      delivery: ['received_by_desk'],
      desk: ['closed', 'returned'],
      triage: ['dispatched', 'not_accepted'],
      operator: ['registered', 'extension_decided', 'callback', 'accepted'],
      reporter: ['submitted', 'reopened'],
    };
    for (const status of TICKET_STATUSES) {
      const who = nextStep(status);
      if (!who) continue;
      expect(
        moves[who]?.some((event) => applyEvent(status, event).kind === 'moved'),
        status,
      ).toBe(true);
    }
  });

  it('reaches all 21 states from a draft', () => {
    const reached = new Set<TicketStatus>(['draft']);
    for (const status of reached) {
      for (const event of TICKET_EVENT_TYPES) {
        const result = applyEvent(status, event);
        if (result.kind !== 'moved') continue;
        reached.add(result.status);
        result.via?.forEach((passed) => reached.add(passed));
      }
    }
    expect([...reached].toSorted()).toEqual([...TICKET_STATUSES].toSorted());
    expect(Object.keys(STATUS_WORDS)).toEqual([...TICKET_STATUSES]);
  });
});

describe('any sequence of any events', () => {
  it('leaves a legal state that is final or has a next step', () => {
    fc.assert(
      fc.property(anyStatus, fc.array(anyEvent, { maxLength: 40 }), (start, events) => {
        const end = run(start, events);
        expect(TICKET_STATUSES).toContain(end);
        expect(isFinal(end) || nextStep(end) !== null).toBe(true);
      }),
    );
  });

  it('never moves a closed ticket backwards without rework or a reopening', () => {
    const harmless = TICKET_EVENT_TYPES.filter((event) => event !== 'rework' && event !== 'reopened');
    const done = fc.constantFrom<TicketStatus>('closed', 'callback', 'archived');
    fc.assert(
      fc.property(done, fc.array(fc.constantFrom(...harmless)), (start, events) => {
        expect(['closed', 'callback', 'archived']).toContain(run(start, events));
      }),
    );
  });

  it('never leaves a withdrawn or not accepted ticket', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TicketStatus>('withdrawn', 'not_accepted'),
        fc.array(anyEvent),
        (start, events) => {
          expect(run(start, events)).toBe(start);
        },
      ),
    );
  });

  it('leaves a returned ticket waiting for triage whatever a desk says', () => {
    fc.assert(
      fc.property(fc.array(anyDeskEvent), (events) => {
        expect(run('returned', events)).toBe('returned');
      }),
    );
  });

  it('ends a reopened ticket only after a desk has taken it up again', () => {
    const takesUp = new Set<DeskEventType>(['signed', 'handling', 'rework', 'returned']);
    const others = DESK_EVENT_TYPES.filter((event) => !takesUp.has(event));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...others)), (events) => {
        expect(run('reopened', events)).toBe('reopened');
        expect(run('reopened', ['handling', ...events, 'closed'])).toBe('closed');
      }),
    );
  });

  it('does nothing the second time when an event is repeated at once', () => {
    fc.assert(
      fc.property(anyStatus, anyEvent, (start, event) => {
        const once = run(start, [event]);
        expect(applyEvent(once, event).kind).not.toBe('moved');
        expect(run(once, [event])).toBe(once);
      }),
    );
  });
});
