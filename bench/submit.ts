import pg from 'pg';
import { cpuOfTree } from './lib/cpu';
import { compareHttp, type Measured } from './lib/http-cost';
import { whilePaused } from './lib/paused';
import { runLoad, startBareServer } from './lib/processes';
import { withProduct, type Product } from './lib/product';
import { measureWrites, oneStatement, sixInserts } from './lib/raw-writes';
import { Report } from './lib/report';
import { reportRequests } from './lib/sample-reports';
import { Store } from './lib/store';
import { until } from './lib/until';

const COUNT = 1200;
const RATE = 50;
const SECONDS = 30;

const requests = reportRequests(3000);

/** `npm run bench -- submit`: what taking in a report costs, against a bare server and against plain inserts. */
export async function benchSubmit(): Promise<boolean> {
  const report = new Report('submit');
  await withProduct({}, async (product) => {
    const store = new Store(product);
    try {
      await openLoop(product, report);
      await until('all deliveries settled', 60_000, async () => (await store.unsettled()) === 0);
      await whilePaused(product.running().pids.worker ?? 0, async () => {
        await overHttp(product, report);
        await againstInserts(product, report);
      });
    } finally {
      await store.close();
    }
  });
  return report.finish();
}

/** Everything runs, as in service: web, worker, PostgreSQL, the desk and the load generator share the machine. */
async function openLoop(product: Product, report: Report): Promise<void> {
  const plan = { origin: product.origin, method: 'POST' as const, requests, keys: true, expect: 201 };
  const warmUp = { kind: 'closed' as const, connections: 8, count: 600 };
  await runLoad({ ...plan, mode: warmUp, limitMs: 120_000 });
  const mode = { kind: 'open' as const, rate: RATE, seconds: SECONDS };
  const { spread, failed } = await runLoad({ ...plan, mode, limitMs: SECONDS * 1000 + 30_000 });
  report.value(`submit at ${RATE}/s, p50`, 'ms', spread.p50);
  report.value(`submit at ${RATE}/s, p99`, 'ms', spread.p99, 300);
  report.value(`submit at ${RATE}/s, not answered with 201`, 'requests', failed, 1);
}

async function overHttp(product: Product, report: Report): Promise<void> {
  const bare = await startBareServer();
  try {
    const plan = { method: 'POST' as const, requests, keys: true, expect: 201 };
    const ours: Measured = {
      plan: { ...plan, origin: product.origin },
      server: () => product.running().pids.web ?? 0,
      database: () => product.running().pids.postgres ?? 0,
    };
    const theirs: Measured = { plan: { ...plan, origin: bare.origin }, server: () => bare.pid };
    const cost = await compareHttp({
      ours: { measured: ours, count: COUNT },
      bare: { measured: theirs, count: COUNT * 10 },
    });
    const baseline = cost.bare.server;
    report.ratio('submit, CPU of web', 'ms/request', { ours: cost.ours.server, baseline }, 100);
    // A bare server has no database: printed beside the gate, not held to it (docs/decisions/0010).
    report.ratio('submit, CPU of web and PostgreSQL', 'ms/request', {
      ours: cost.ours.withDatabase,
      baseline,
    });
  } finally {
    bare.stop();
  }
}

async function againstInserts(product: Product, report: Report): Promise<void> {
  const { databaseUrl, pids } = product.running();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  const serverCpu = () => cpuOfTree(pids.postgres ?? 0);
  const measure = (write: typeof oneStatement, first: number, count: number) =>
    measureWrites(write, { pool, first, count, connections: 8, serverCpu });
  try {
    await measure(oneStatement, 0, 500);
    await measure(sixInserts, 500, 500);
    const baseline = await measure(sixInserts, 1000, 3000);
    const ours = await measure(oneStatement, 4000, 3000);
    const pair = (name: keyof typeof ours) => ({ ours: ours[name], baseline: baseline[name] });
    report.ratio('one statement, client CPU against six inserts', 'ms/report', pair('clientCpuMs'), 1);
    report.ratio('one statement, PostgreSQL CPU against six inserts', 'ms/report', pair('serverCpuMs'));
    report.ratio('one statement, throughput against six inserts', 'reports/s', pair('perSecond'));
  } finally {
    await pool.end();
  }
}
