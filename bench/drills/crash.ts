import { spawn } from 'node:child_process';
import path from 'node:path';
import { Desk } from '@/bench/lib/desk';
import { withProduct, type Product } from '@/bench/lib/product';
import { Store } from '@/bench/lib/store';
import { until } from '@/bench/lib/until';
import { root } from '@/lib/launch/places';
import { Clients } from './clients';
import { drawTroubles, signSome } from './desk-life';
import { judge, type KeptTicket, type Verdict } from './judge';
import { killInTurns, type KillReport } from './killer';
import { seededRandom } from './random';

export interface DrillOptions {
  seed: number;
  submissions: number;
  /** How often each of web, worker and PostgreSQL is killed. */
  kills: number;
  connections: number;
  /** Requests in flight that each kill waits for. */
  inFlight: number;
}

export type DrillResult = Verdict & KillReport & { signed: number };

/** A killed worker's claims are given up after half a minute, an opened circuit after minutes. */
const SETTLE_WITHIN_MS = 420_000;
const SEAL_WITHIN_MS = 60_000;

/**
 * Starts a product of its own, kills its processes while people send reports to a troubled desk, waits until all has come
 * to an end, and compares what people were told with what is there.
 */
export async function crashDrill(options: DrillOptions): Promise<DrillResult> {
  return withProduct({ DELIVERY_RETRY_BASE_MS: '200' }, async (product) => {
    const store = new Store(product);
    const desk = new Desk(product.sandboxOrigin);
    const random = seededRandom(options.seed);
    const clients = new Clients({ ...options, origin: product.origin, random, patienceMs: 240_000 });
    try {
      const before = await store.number('SELECT count(*) FROM ticket');
      let isOpen = true;
      const signing = signSome(desk, () => isOpen);
      const killing = killInTurns(product, clients, {
        ...options,
        random,
        beforeKill: () => desk.faults(drawTroubles(random)),
      });
      const [kills] = await Promise.all([killing, clients.submitAll()]);
      isOpen = false;
      const signed = await signing;
      await desk.faults();
      const strangeReplays = await clients.replayAll();
      await settle(store, desk);
      const verdict = judge({
        log: clients.log,
        tickets: await keptTickets(store, options.seed),
        orders: await desk.orders(),
        ticketCount: (await store.number('SELECT count(*) FROM ticket')) - before,
        repeatedEvents: await repeatedEvents(store),
        signed,
        strangeReplays,
        deskDoubled: await desk.doubled(),
      });
      verdict.faults.push(...(await auditFaults(product, store)));
      return { ...verdict, ...kills, signed: signed.size };
    } finally {
      clients.close();
      await store.close();
    }
  });
}

/** By state, with a bound: nothing is under way any more, in either direction. */
async function settle(store: Store, desk: Desk): Promise<void> {
  const settled = async () => (await store.unsettled()) === 0 && (await desk.unacknowledged()) === 0;
  await until('all deliveries and all events of the desk settled', SETTLE_WITHIN_MS, settled, 250);
}

async function keptTickets(store: Store, seed: number): Promise<KeptTicket[]> {
  return store.rows<KeptTicket>(
    `SELECT k.key, t.tracking_number AS number, t.status, t.desk_code AS "deskCode",
       t.submitted_at AS "submittedAt"
     FROM idempotency_key k
     JOIN ticket t ON t.jurisdiction_code = k.jurisdiction_code AND t.id = k.ticket_id
     WHERE k.scope = 'reports' AND k.key LIKE $1`,
    [`drill-${seed}-%`],
  );
}

async function repeatedEvents(store: Store): Promise<string[]> {
  const rows = await store.rows<{ number: string }>(
    `SELECT t.tracking_number AS number FROM ticket_event e
     JOIN ticket t ON t.jurisdiction_code = e.jurisdiction_code AND t.id = e.ticket_id
     GROUP BY t.tracking_number, e.type HAVING count(*) > 1`,
  );
  return rows.map(({ number }) => number);
}

/** Every accepted report has its audit row, every row is sealed, and the chain holds. */
async function auditFaults(product: Product, store: Store): Promise<string[]> {
  const faults: string[] = [];
  const missing = await store.number(
    `SELECT count(*) FROM idempotency_key k WHERE k.key LIKE 'drill-%' AND 1 <> (
       SELECT count(*) FROM audit_event a WHERE a.jurisdiction_code = k.jurisdiction_code
         AND a.subject_id = k.ticket_id::text AND a.action = 'submit-report')`,
  );
  if (missing > 0) faults.push(`${missing} reports have not exactly one audit row`);
  const unsealed = () =>
    store.number(
      `SELECT count(*) FROM audit_event a WHERE NOT EXISTS (
         SELECT 1 FROM audit_seal s WHERE s.jurisdiction_code = a.jurisdiction_code AND s.audit_id = a.id)`,
    );
  await until('every audit row sealed', SEAL_WITHIN_MS, async () => (await unsealed()) === 0);
  const { code, words } = await command(product, 'audit-verify');
  if (code !== 0) faults.push(`the audit chain does not hold: ${words}`);
  return faults;
}

/** `npm run <name>` against the drill's own product. */
function command(product: Product, name: string): Promise<{ code: number | null; words: string }> {
  const child = spawn(process.execPath, [path.join(root, 'lib', 'launch', 'run.mjs'), name], {
    cwd: root,
    env: product.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (words += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, words }));
  });
}
