import { fillAndCount } from './lib/counted-cases';
import { compareHttp, type Measured } from './lib/http-cost';
import { whilePaused } from './lib/paused';
import { startBareServer } from './lib/processes';
import { withProduct, type Product } from './lib/product';
import { Report } from './lib/report';
import { Store } from './lib/store';

const ROWS = 100_000;
const COUNT = 200;
const TRIVIAL_PAGE = '/problem?code=not_found';
const WORDS = ['路灯', '井盖', '垃圾', '南岗区', '施工', 'lamp'];

/**
 * `npm run bench -- cases [rows]`: the list, a case's page and the API uncached, against a trivial page of the same build.
 * The list of a search is shown beside them and not judged by their gate: finding, counting and spreading the hits of common
 * words is PostgreSQL's work, and its gate is 200 ms in `npm run bench -- search`.
 */
export async function benchCases([rows = String(ROWS)]: string[]): Promise<boolean> {
  const report = new Report('cases');
  await withProduct({}, async (product) => {
    const store = new Store(product);
    try {
      await fillAndCount(store, Number(rows));
      const cases = await store.rows<{ case_id: string }>(
        'SELECT case_id FROM public_case ORDER BY submitted_at DESC LIMIT 200',
      );
      const bare = await startBareServer();
      try {
        await whilePaused(product.running().pids.worker ?? 0, () =>
          compare(
            product,
            cases.map(({ case_id }) => case_id),
            bare,
            report,
          ),
        );
      } finally {
        bare.stop();
      }
    } finally {
      await store.close();
    }
  });
  return report.finish();
}

async function compare(
  product: Product,
  ids: readonly string[],
  bare: { origin: string; pid: number },
  report: Report,
): Promise<void> {
  const ours = (paths: string[]): Measured => ({
    plan: { origin: product.origin, method: 'GET', requests: paths.map((path) => ({ path })), expect: 200 },
    server: () => product.running().pids.web ?? 0,
    database: () => product.running().pids.postgres ?? 0,
  });
  const searches = WORDS.map((word) => `?q=${encodeURIComponent(word)}`);
  const cost = await compareHttp({
    list: { measured: ours(['/cases']), count: COUNT },
    search: { measured: ours(searches.map((query) => `/cases${query}`)), count: COUNT },
    page: { measured: ours(ids.map((id) => `/cases/${id}`)), count: COUNT },
    api: { measured: ours(['/api/v1/cases']), count: COUNT },
    trivial: { measured: ours([TRIVIAL_PAGE]), count: COUNT },
    bare: {
      measured: {
        plan: { origin: bare.origin, method: 'GET', requests: [{ path: '/' }], expect: 200 },
        server: () => bare.pid,
      },
      count: COUNT * 10,
    },
  });
  const unit = 'ms/request';
  const baseline = cost.bare.server;
  report.ratio('trivial page, CPU of web', unit, { ours: cost.trivial.server, baseline });
  report.ratio('case list by API, CPU of web and PostgreSQL', unit, {
    ours: cost.api.withDatabase,
    baseline,
  });
  const trivial = cost.trivial.withDatabase;
  report.ratio('case list of a search, CPU of web', unit, { ours: cost.search.server, baseline });
  report.ratio('case list of a search against the trivial page, CPU of web and PostgreSQL', unit, {
    ours: cost.search.withDatabase,
    baseline: trivial,
  });
  for (const [name, { server, withDatabase }] of [
    ['case list', cost.list],
    ['case page', cost.page],
  ] as const) {
    report.ratio(`${name}, CPU of web`, unit, { ours: server, baseline });
    report.judged(
      `${name} against the trivial page, CPU of web and PostgreSQL`,
      unit,
      { ours: withDatabase, baseline: trivial },
      '<= 1.3 x + 3 ms',
      withDatabase <= 1.3 * trivial + 3,
    );
  }
}
