import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent, DESK_EVENT_TYPES, shouldApply, type DeskEventType, type TicketStatus } from './status';

const anyDeskEvent = fc.constantFrom<DeskEventType>(...DESK_EVENT_TYPES);

interface TimedEvent {
  type: DeskEventType;
  at: Date;
}

/** What the receiving command does: older events are recorded only, moved or confirming ones advance the desk's clock. */
function receive(events: readonly TimedEvent[]): TicketStatus {
  let status: TicketStatus = 'dispatched';
  let last: Date | null = null;
  for (const event of events) {
    if (!shouldApply(event.at, last)) continue;
    const result = applyEvent(status, event.type);
    if (result.kind === 'moved') status = result.status;
    if (result.kind === 'moved' || (result.kind === 'noted' && result.confirms)) last = event.at;
  }
  return status;
}

const timed = (types: readonly DeskEventType[]): TimedEvent[] =>
  types.map((type, minute) => ({ type, at: new Date(Date.UTC(2026, 0, 5, 1, minute)) }));

/** Every event at least once, some twice, in any order. */
function muddled(events: TimedEvent[]): fc.Arbitrary<TimedEvent[]> {
  return fc.subarray(events).chain((again) =>
    fc.shuffledSubarray([...events, ...again], {
      minLength: events.length + again.length,
      maxLength: events.length + again.length,
    }),
  );
}

/** A return ends the hand-over: what the desk says after it waits for triage. */
const noReturn = (event: DeskEventType) => event !== 'returned';

describe('late, repeated and reordered desk events', () => {
  it('end closed when the last thing the desk said, by its own clock, is that it closed', () => {
    const histories = fc
      .tuple(
        fc.array(anyDeskEvent.filter(noReturn), { maxLength: 8 }),
        fc.constantFrom<DeskEventType>('closed', 'checked'),
      )
      .map(([before, last]) => timed([...before, last]));
    fc.assert(
      fc.property(histories.chain(muddled), (events) => {
        expect(receive(events)).toBe('closed');
      }),
    );
  });

  it('end the same in every order when the desk only goes forward', () => {
    const forward: DeskEventType[] = ['signed', 'handling', 'handled', 'closed'];
    const histories = fc.subarray(forward, { minLength: 1 }).map(timed);
    fc.assert(
      fc.property(
        histories.chain((history) => muddled(history).map((events) => ({ history, events }))),
        ({ history, events }) => {
          expect(receive(events)).toBe(receive(history));
        },
      ),
    );
  });

  it('keeps a rework that arrives after the event that followed it', () => {
    const history = timed(['closed', 'rework', 'handling']);
    const arrival = [0, 2, 1].flatMap((index) => history[index] ?? []);
    expect(receive(arrival)).toBe('rework');
  });
});
