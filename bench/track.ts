import { compareHttp, CONNECTIONS, type Measured } from './lib/http-cost';
import { whilePaused } from './lib/paused';
import { runLoad, startBareServer } from './lib/processes';
import { withProduct, type Product } from './lib/product';
import { Report } from './lib/report';
import { reportRequests } from './lib/sample-reports';
import { Store } from './lib/store';
import { until } from './lib/until';

const TICKETS = 200;
const COUNT = 900;

/** The simplest page that is rendered per request: one heading, one sentence, two links in the frame every page has. */
const TRIVIAL_PAGE = '/problem?code=not_found';

/** `npm run bench -- track`: what looking at a ticket costs, against a trivial page of the same build and a bare server. */
export async function benchTrack(): Promise<boolean> {
  const report = new Report('track');
  await withProduct({}, async (product) => {
    const tickets = await makeTickets(product);
    const bare = await startBareServer();
    try {
      await whilePaused(product.running().pids.worker ?? 0, () => compare(product, tickets, bare, report));
    } finally {
      bare.stop();
    }
  });
  return report.finish();
}

interface Ticket {
  trackingNumber: string;
  queryCode: string;
  trackUrl: string;
}

async function makeTickets(product: Product): Promise<Ticket[]> {
  const { kept } = await runLoad({
    origin: product.origin,
    method: 'POST',
    requests: reportRequests(TICKETS),
    keys: true,
    expect: 201,
    mode: { kind: 'closed', connections: CONNECTIONS, count: TICKETS },
    limitMs: 120_000,
    keep: ['trackingNumber', 'queryCode', 'trackUrl'],
  });
  const store = new Store(product);
  try {
    await until('all deliveries settled', 60_000, async () => (await store.unsettled()) === 0);
  } finally {
    await store.close();
  }
  return kept.map(({ fields }) => fields as unknown as Ticket);
}

async function compare(
  product: Product,
  tickets: Ticket[],
  bare: { origin: string; pid: number },
  report: Report,
): Promise<void> {
  const ours = (paths: string[]): Measured => ({
    plan: { origin: product.origin, method: 'GET', requests: paths.map((path) => ({ path })), expect: 200 },
    server: () => product.running().pids.web ?? 0,
    database: () => product.running().pids.postgres ?? 0,
  });
  const api = tickets.map(
    ({ trackingNumber, queryCode }) => `/api/v1/reports/${trackingNumber}?code=${queryCode}`,
  );
  const pages = tickets
    .map(({ trackUrl }) => new URL(trackUrl))
    .map(({ pathname, search }) => pathname + search);
  const cost = await compareHttp({
    api: { measured: ours(api), count: COUNT },
    page: { measured: ours(pages), count: COUNT },
    trivial: { measured: ours([TRIVIAL_PAGE]), count: COUNT },
    bare: {
      measured: {
        plan: { origin: bare.origin, method: 'GET', requests: [{ path: '/' }], expect: 200 },
        server: () => bare.pid,
      },
      count: COUNT * 10,
    },
  });
  const baseline = cost.bare.server;
  const all = { ours: cost.page.withDatabase, baseline: cost.trivial.withDatabase };
  const unit = 'ms/request';
  report.ratio('track by API, CPU of web', unit, { ours: cost.api.server, baseline });
  report.ratio('track by API, CPU of web and PostgreSQL', unit, { ours: cost.api.withDatabase, baseline });
  report.ratio('trivial page, CPU of web', unit, { ours: cost.trivial.server, baseline });
  report.ratio('ticket page, CPU of web', unit, { ours: cost.page.server, baseline });
  report.judged(
    'ticket page against the trivial page, CPU of web and PostgreSQL',
    unit,
    all,
    '<= 1.3 x + 3 ms',
    all.ours <= 1.3 * all.baseline + 3,
  );
}
