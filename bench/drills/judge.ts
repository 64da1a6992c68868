import type { ReceivedOrder } from '@/bench/lib/desk';
import type { LoggedReport } from './clients';

/** A ticket as the database has it after the drill. */
export interface KeptTicket {
  key: string;
  number: string;
  status: string;
  deskCode: string | null;
  submittedAt: Date;
}

/** Everything the drill knows at its end. */
export interface Evidence {
  log: readonly LoggedReport[];
  tickets: readonly KeptTicket[];
  orders: readonly ReceivedOrder[];
  /** Tickets in the database beyond those that were there before. */
  ticketCount: number;
  /** Tickets that have the same event twice. */
  repeatedEvents: readonly string[];
  /** Tickets the desk's people signed for. */
  signed: ReadonlySet<string>;
  /** Reports whose repeated request got another answer. */
  strangeReplays: readonly LoggedReport[];
  /** Work orders the desk itself calls doubled. */
  deskDoubled: number;
}

export interface Verdict {
  acknowledged: number;
  unacknowledged: { present: number; absent: number };
  /** Reports that were committed by an attempt whose answer was lost, and acknowledged by a later one. */
  recovered: number;
  /** Deliveries that reached the desk more than once and were applied once. */
  repeated: number;
  lost: number;
  doubled: number;
  faults: string[];
}

const BEFORE_SIGNED = new Set(['submitted', 'accepted', 'registered', 'dispatched']);

/** Compares what clients were told with what the database and the desk have. */
export function judge(evidence: Evidence): Verdict {
  const { log, tickets, orders } = evidence;
  const byKey = groupBy(tickets, ({ key }) => key);
  const byNumber = groupBy(tickets, ({ number }) => number);
  const atDesk = groupBy(orders, ({ ticketNumber }) => ticketNumber);
  const lost = new Set<string>();
  const doubled = new Set<string>();
  const faults: string[] = [];
  const found = (set: Set<string> | null, what: string, fault: string) => {
    set?.add(what);
    faults.push(`${what}: ${fault}`);
  };

  for (const { key, acknowledged } of log) {
    const kept = byKey.get(key) ?? [];
    if (kept.length > 1) found(doubled, key, 'one key made several tickets');
    if (acknowledged && kept[0]?.number !== acknowledged.trackingNumber)
      found(
        lost,
        key,
        `acknowledged as ${acknowledged.trackingNumber}, kept as ${kept[0]?.number ?? 'nothing'}`,
      );
  }
  for (const { number, status, deskCode } of tickets) {
    if ((byNumber.get(number) ?? []).length > 1) found(doubled, number, 'two tickets have this number');
    const received = (atDesk.get(number) ?? []).length;
    if (deskCode && received === 0) found(lost, number, 'the desk never received it');
    if (received > 1) found(doubled, number, `the desk has ${received} work orders`);
    if (!deskCode || status === 'submitted')
      found(lost, number, `went nowhere (${status}, desk ${deskCode})`);
    if (evidence.signed.has(number) && BEFORE_SIGNED.has(status))
      found(lost, number, `signed for at the desk, ${status} with us`);
  }
  for (const { key } of evidence.strangeReplays) found(lost, key, 'the repeated request got another answer');
  for (const number of evidence.repeatedEvents)
    found(doubled, number, 'an event stands twice in its timeline');
  const nobodys = evidence.ticketCount - tickets.length;
  if (nobodys !== 0) found(doubled, 'tickets', `${nobodys} belong to no key`);
  if (evidence.deskDoubled > 0)
    found(doubled, 'desk', `${evidence.deskDoubled} work orders came twice under another id`);

  const unacknowledged = log.filter((entry) => !entry.acknowledged);
  const present = unacknowledged.filter(({ key }) => byKey.has(key)).length;
  const isRecovered = ({ key, acknowledged, attempts, sentAt }: LoggedReport) =>
    acknowledged && attempts > 1 && (byKey.get(key)?.[0]?.submittedAt.getTime() ?? Infinity) < sentAt;
  return {
    acknowledged: log.length - unacknowledged.length,
    unacknowledged: { present, absent: unacknowledged.length - present },
    recovered: log.filter(isRecovered).length,
    repeated: orders.filter(({ received }) => received > 1).length,
    lost: lost.size,
    doubled: doubled.size,
    faults,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
