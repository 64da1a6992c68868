import { insertBacklog, KINDS, wakeDesk } from './lib/backlog';
import { Desk, type DeskOrder } from './lib/desk';
import { spreadOf } from './lib/percentiles';
import { runLoad } from './lib/processes';
import { withProduct, type Product } from './lib/product';
import { Report } from './lib/report';
import { reportRequests } from './lib/sample-reports';
import { signedOrders } from './lib/signed-orders';
import { Store } from './lib/store';
import { until } from './lib/until';

const RATE = 50;
const SECONDS = 30;
const BACKLOG = 5000;
const RAW_POSTS = 3000;

/** A drained backlog is waited for at no less than this rate. */
const SLOWEST_PER_SECOND = 20;

/**
 * `npm run bench -- deliver [backlog]`: from commit to the desk's receipt, and how fast a backlog drains after the desk was
 * down. The backlog is 5,000 deliveries by default; 100,000 is the size of the gate.
 */
export async function benchDeliver([backlog = String(BACKLOG)]: string[]): Promise<boolean> {
  const report = new Report('deliver');
  await withProduct({ DELIVERY_RETRY_BASE_MS: '500' }, async (product) => {
    const store = new Store(product);
    const desk = new Desk(product.sandboxOrigin);
    try {
      const trackingNumber = await receipts(product, store, desk, report);
      await drain(product, store, desk, report, { trackingNumber, deliveries: Number(backlog) });
    } finally {
      await store.close();
    }
  });
  return report.finish();
}

/** From the moment the 201 had arrived (all was committed before) to the desk's own time of receipt; one clock. */
async function receipts(product: Product, store: Store, desk: Desk, report: Report): Promise<string> {
  const plan = {
    origin: product.origin,
    method: 'POST' as const,
    requests: reportRequests(RATE * SECONDS),
    keys: true,
    expect: 201,
    keep: ['trackingNumber'],
  };
  const settled = async () => (await store.unsettled()) === 0;
  await runLoad({ ...plan, mode: { kind: 'closed', connections: 8, count: 600 }, limitMs: 120_000 });
  await until('all deliveries settled', 120_000, settled);
  const mode = { kind: 'open' as const, rate: RATE, seconds: SECONDS };
  const { kept } = await runLoad({ ...plan, mode, limitMs: SECONDS * 1000 + 30_000 });
  await until('all deliveries settled', 120_000, settled);

  const received = new Map(
    (await desk.orders()).map((order) => [order.ticketNumber, Date.parse(order.receivedAt)]),
  );
  const delays = kept.map(({ at, fields }) =>
    Math.max(0, (received.get(fields.trackingNumber ?? '') ?? Infinity) - at),
  );
  const spread = spreadOf(delays);
  report.value(`commit to the desk's receipt at ${RATE}/s, p50`, 'ms', spread.p50);
  report.value(`commit to the desk's receipt at ${RATE}/s, p99`, 'ms', spread.p99, 2000);
  return kept[0]?.fields.trackingNumber ?? '';
}

async function drain(
  product: Product,
  store: Store,
  desk: Desk,
  report: Report,
  { trackingNumber, deliveries }: { trackingNumber: string; deliveries: number },
): Promise<void> {
  const [limits] = await store.rows<{ max_in_flight: number }>(
    'SELECT d.max_in_flight FROM desk d JOIN ticket t ON t.desk_code = d.code WHERE t.tracking_number = $1',
    [trackingNumber],
  );
  await desk.faults({ down: true });
  const { count, deskCode } = await insertBacklog(store, trackingNumber, deliveries);
  await wakeDesk(store, deskCode);
  await until('a first attempt while the desk is down', 30_000, async () => {
    return (
      (await store.number('SELECT count(*) FROM delivery WHERE attempts > 0 AND last_error IS NOT NULL')) > 0
    );
  });
  await desk.faults();
  const up = Date.now();
  const limitMs = 400_000 + (count / SLOWEST_PER_SECOND) * 1000;
  await until('the backlog drained', limitMs, async () => (await store.unsettled()) === 0, 250);

  const { first, last, disorder } = await judge(desk, count / KINDS.length);
  const ours = (count / (last - first)) * 1000;
  const connections = limits?.max_in_flight ?? 1;
  const raw = await runLoad({
    origin: product.sandboxOrigin,
    method: 'POST',
    requests: signedOrders(deskCode, RAW_POSTS),
    expect: 201,
    mode: { kind: 'closed', connections, count: RAW_POSTS },
    limitMs: 120_000,
  });
  if (raw.failed > 0) throw new Error(`the desk refused plain posts: ${JSON.stringify(raw.statuses)}`);
  const baseline = (RAW_POSTS / raw.elapsedMs) * 1000;
  report.value(`backlog of ${count}, first receipt after the desk came back`, 'ms', first - up);
  report.ratio(`backlog of ${count}, drain against plain posts over ${connections} connections`, 'per s', {
    ours,
    baseline,
  });
  report.value('tickets whose deliveries arrived out of order or not once', 'tickets', disorder, 1);
}

/** Of the backlog's tickets: when the first and the last delivery arrived, and how many arrived otherwise than in order. */
async function judge(
  desk: Desk,
  tickets: number,
): Promise<{ first: number; last: number; disorder: number }> {
  let [first, last, orderly] = [Infinity, -Infinity, 0];
  for await (const order of desk.details()) {
    if (!order.ticketNumber.startsWith('98')) continue;
    const times = [order.receivedAt, ...order.messages.map((message) => message.receivedAt)].map(Date.parse);
    first = Math.min(first, ...times);
    last = Math.max(last, ...times);
    if (isInOrder(order, times)) orderly += 1;
  }
  return { first, last, disorder: tickets - orderly };
}

function isInOrder({ messages }: DeskOrder, times: number[]): boolean {
  const kinds = ['work_order', ...messages.map(({ message }) => message.type)];
  const rising = times.every((time, index) => index === 0 || time >= times[index - 1]!);
  return rising && kinds.join() === KINDS.join();
}
