import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { deliverDue } from './deliver-due';

const database = useDatabase();
const DESK = 'city-230100';

/** What the desk does with one request: takes it, fails, takes it but loses the answer, answers nonsense, asks for patience. */
const DEEDS = ['take', 'take', 'take', 'fail', 'lose', 'nonsense', 'later'] as const;
type Deed = (typeof DEEDS)[number];

let server: Server;
let deeds: Iterator<Deed>;
/** Ids in the order the desk first took them, by ticket number or work order. */
let taken: Map<string, string[]>;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
      const ticket = body.ticketNumber ?? /work-orders\/W-(\d+)\//.exec(request.url ?? '')?.[1] ?? '';
      const id = body.deliveryId ?? body.messageId ?? '';
      const deed = deeds.next().value as Deed;
      if (deed === 'fail' || deed === 'later') {
        response.writeHead(deed === 'fail' ? 503 : 429, deed === 'later' ? { 'retry-after': '1' } : {});
        return response.end();
      }
      const known = taken.get(ticket) ?? [];
      if (!known.includes(id)) taken.set(ticket, [...known, id]);
      if (deed === 'lose') return request.socket.destroy();
      const receipt = { externalId: `W-${ticket}`, messageId: id, receivedAt: new Date().toISOString() };
      return response.end(deed === 'nonsense' ? 'ok' : JSON.stringify(receipt));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

test('whatever a desk does, the deliveries of one ticket arrive in their order, each once', async () => {
  const { port } = server.address() as AddressInfo;
  const run = fc.asyncProperty(
    fc.array(fc.constantFrom(...DEEDS), { minLength: 5, maxLength: 30 }),
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 6 }),
    fc.double({ min: 0, max: 0.99, noNaN: true }),
    async (troubles, sizes, maxInFlight, chance) => {
      await db().query('DELETE FROM delivery');
      await db().query('DELETE FROM desk_health');
      await buildDesk({ baseUrl: `http://127.0.0.1:${port}`, maxInFlight });
      taken = new Map();
      deeds = (function* () {
        yield* troubles;
        for (;;) yield 'take';
      })();
      const tickets = [];
      for (const size of sizes)
        tickets.push(
          await buildTicket({ deliveries: ['work_order', ...Array<string>(size - 1).fill('addition')] }),
        );
      let now = Date.now();
      const deps = { clock: { now: () => new Date(now) }, random: () => chance };
      // Two workers at once; time passes until nothing is left.
      for (let round = 0; round < 400; round += 1) {
        await Promise.all([deliverDue(DESK, { deps }), deliverDue(DESK, { deps })]);
        const [left] = await database.query<{ count: number }>(
          `SELECT count(*)::int FROM delivery WHERE state <> 'sent'`,
        );
        if (left?.count === 0) break;
        now += 120_000;
      }
      for (const ticket of tickets) expect(taken.get(ticket.trackingNumber)).toEqual(ticket.deliveryIds);
      const states = await database.query(`SELECT DISTINCT state FROM delivery`);
      expect(states).toEqual([{ state: 'sent' }]);
    },
  );
  await fc.assert(run, { numRuns: 40 });
}, 180_000);
