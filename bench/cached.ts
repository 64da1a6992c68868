import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@/lib/launch/ports';
import { CONNECTIONS } from './lib/http-cost';
import { fillAndCount } from './lib/counted-cases';
import { startNginx } from './lib/nginx';
import { whilePaused } from './lib/paused';
import { runLoad } from './lib/processes';
import { withProduct, type Product } from './lib/product';
import { Report } from './lib/report';
import { Store } from './lib/store';

const ROWS = 20_000;
const LIST = '/cases';
/** A public page is kept two seconds; a withdrawal must be everywhere within three (performance.md). */
const EVERYWHERE_MS = 3_000;

/** `npm run bench -- cached`: public pages behind nginx with the configuration that ships, against the site alone. */
export async function benchCached(): Promise<boolean> {
  const report = new Report('cached');
  await withProduct({ TRUSTED_PROXY_HOPS: '1' }, async (product) => {
    const store = new Store(product);
    const proxy = await startNginx(new URL(product.origin).host, await freePort());
    try {
      await fillAndCount(store, ROWS);
      await whilePaused(product.running().pids.worker ?? 0, async () => {
        const rate = async (origin: string, count: number) => {
          const result = await runLoad({
            origin,
            method: 'GET',
            requests: [{ path: LIST }],
            expect: 200,
            mode: { kind: 'closed', connections: CONNECTIONS, count },
            limitMs: 120_000,
          });
          if (result.failed > 0) throw new Error(JSON.stringify(result.statuses));
          return (count / result.elapsedMs) * 1000;
        };
        await rate(product.origin, 200);
        const alone = await rate(product.origin, 600);
        const kept = await rate(proxy.origin, 60_000);
        report.judged(
          'case list, kept by nginx against rendered',
          'requests/s',
          { ours: kept, baseline: alone },
          '>= 50 x',
          kept >= 50 * alone,
        );
      });
      const broken = await brokenPromises(product, proxy.origin, store);
      for (const words of broken) console.log(words);
      report.value('promises of the cache that are broken', '', broken.length, 1);
    } finally {
      proxy.stop();
      await store.close();
    }
  });
  return report.finish();
}

interface Seen {
  status: number;
  cache: string | null;
  type: string | null;
  body: string;
}

/** What nginx must and must not keep, asked of it as a browser would. */
async function brokenPromises(product: Product, origin: string, store: Store): Promise<string[]> {
  const broken: string[] = [];
  const promise = (words: string, holds: boolean) => void (holds || broken.push(words));
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Seen> => {
    const answer = await fetch(origin + path, { headers, redirect: 'manual' });
    return {
      status: answer.status,
      cache: answer.headers.get('x-cache-status'),
      type: answer.headers.get('content-type'),
      body: await answer.text(),
    };
  };
  /** Asks twice at once: the second answer tells whether the first was kept. */
  const again = async (path: string, headers: Record<string, string> = {}) => {
    await get(path, headers);
    return get(path, headers);
  };

  for (const path of ['/', '/en', '/help', LIST, `${LIST}?district=230100`, `${LIST}/feed.xml`])
    promise(`${path} is kept`, (await again(path)).cache === 'HIT');
  for (const path of [
    '/report',
    '/track',
    '/my-reports',
    '/track/230000000000',
    '/api/health',
    '/console/sign-in',
  ])
    promise(`${path} is never kept`, (await again(path)).cache !== 'HIT');

  const standard = await again('/help');
  const elder = await again('/help', { cookie: 'mode=elder' });
  const invented = await get('/help', { cookie: 'mode=elderly; x=1' });
  promise('each display mode has a copy of its own', elder.body.includes('data-mode="elder"'));
  promise('an unknown mode is the standard one', invented.body === standard.body);
  for (const cookie of ['citizen=1', 'staff=1', 'mode=elder; __Host-staff=1'])
    promise(
      `the signed-in are given no kept page (${cookie})`,
      (await again('/help', { cookie })).cache === 'BYPASS',
    );

  for (const name of [
    'rsc',
    'next-router-prefetch',
    'x-nextjs-data',
    'next-action',
    'x-middleware-prefetch',
  ]) {
    const odd = `${LIST}?month=2020-01&${name}`;
    await get(odd, { [name]: '1' });
    const { status, type } = await get(odd);
    promise(
      `${name} does not change what readers get`,
      status === 200 && type === 'text/html; charset=utf-8',
    );
  }

  const [first] = await store.rows<{ case_id: string }>(
    'SELECT case_id FROM public_case ORDER BY submitted_at DESC, case_id DESC LIMIT 1',
  );
  const id = first?.case_id ?? '';
  const before = [await again(LIST), await again(`${LIST}/${id}`)];
  promise(
    'the newest case is shown',
    before.every(({ status, body }) => status === 200 && body.includes(id)),
  );
  await store.rows('DELETE FROM public_case WHERE case_id = $1', [id]);
  await wait(EVERYWHERE_MS);
  promise('a case that is withdrawn has left the list', !(await get(LIST)).body.includes(id));
  promise('and its page', (await get(`${LIST}/${id}`)).status === 404);

  await product.stop();
  await wait(EVERYWHERE_MS);
  promise('nothing old is shown while the site is away', (await get(LIST)).status >= 500);
  return broken;
}
